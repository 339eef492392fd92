import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import {
  otherPerson,
  useCauseWords,
  type CauseFact,
} from '../../../../src/renderer/features/deliveries/use-cause-words.ts'
import { i18n } from '../../../../src/renderer/i18n/index.ts'

afterEach(() => {
  i18n.global.locale.value = 'en'
})

function write(fact: CauseFact): string {
  const component = {
    setup() {
      const words = useCauseWords()
      return () => words(fact)
    },
  }
  return mount(component, { global: { plugins: [i18n] } }).text()
}

it('words who has the same number in the language of the person', () => {
  const fact: CauseFact = { cause: 'duplicate-number', detail: '16' }
  expect(write(fact)).toBe('Duplicate number: same number as person 16')
  i18n.global.locale.value = 'sv'
  expect(write(fact)).toContain('samma nummer som person 16')
  expect(otherPerson(fact)).toBe(16)
  i18n.global.locale.value = 'en'
  const named: CauseFact = { ...fact, other: { id: 18, name: 'Ada Byron' } }
  expect([write(named), otherPerson(named)]).toEqual(['Duplicate number: same number as Ada Byron', 18])
  const gone: CauseFact = { ...fact, other: { id: 16, name: null } }
  expect([write(gone), otherPerson(gone)]).toEqual([
    'Duplicate number: same number as Deleted person',
    undefined,
  ])
  expect(otherPerson({ cause: 'too-many-parts', detail: '16' })).toBeUndefined()
})

it('words where in the text a filter fails for somebody', () => {
  expect(write({ cause: 'render-failed', detail: '2:14' })).toBe('Text fails: line 2, column 14')
})
