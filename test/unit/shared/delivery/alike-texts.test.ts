import { expect, test } from 'vitest'
import { alikeTextsOf } from '../../../../src/shared/delivery/alike-texts.ts'
import type { ContentTest } from '../../../../src/shared/delivery/content-test.ts'

const split = (...others: ContentTest['others']): ContentTest => ({ others, shares: [50, 50] })

test('A text that is the same as one before it is named with that one', () => {
  expect(alikeTextsOf({ text: 'Hi' }, split({ text: 'Hi ' }))).toEqual([{ position: 1, as: 0 }])
  expect(alikeTextsOf({ text: 'Hi' }, split({ text: 'Hello' }, { text: 'Hello' }))).toEqual([
    { position: 2, as: 1 },
  ])
})

test('Texts that differ in one language alone are not the same', () => {
  const french = { variants: [{ language: 'fr', text: 'Salut' }] }
  expect(alikeTextsOf({ text: 'Hi', ...french }, split({ text: 'Hi' }))).toEqual([])
  expect(alikeTextsOf({ text: 'Hi' }, split({ text: 'Hello' }))).toEqual([])
})
