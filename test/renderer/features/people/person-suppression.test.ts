import { mount } from '@vue/test-utils'
import { beforeEach, expect, it } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

standInForEngine({})
const { default: PersonSuppression } =
  await import('../../../../src/renderer/features/people/PersonSuppression.vue')

beforeEach(() => void (i18n.global.locale.value = 'en'))

function show(suppression: { cause: 'manual' | 'stop'; note: string | null; at: number }) {
  const phone = '+447700900222'
  const props = { phone, suppression: { ...suppression, phone, act: null } }
  return mount(PersonSuppression, { props, global: { plugins: [i18n] } }).text()
}

it('says whether somebody suppressed a number by hand or its owner asked for it', () => {
  expect(show({ cause: 'stop', note: 'Stop', at: 0 })).toContain('The person answered “Stop”')
  expect(show({ cause: 'stop', note: 'Stop', at: 0 })).not.toContain('by hand')
  expect(show({ cause: 'manual', note: 'Asked at the desk', at: 0 })).toMatch(/by hand.*Asked at the desk/)
  expect(show({ cause: 'manual', note: null, at: 0 })).toContain('Suppressed by hand')
})
