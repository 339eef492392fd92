import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { standInForEngine } from '../../support/fake-engine.ts'

standInForEngine({})
const { default: UnknownBanner } =
  await import('../../../../src/renderer/features/deliveries/UnknownBanner.vue')

afterEach(() => {
  i18n.global.locale.value = 'en'
})

it.each([
  ['en', 'It began to leave', 'They began to leave'],
  ['fr', 'Il a commencé', 'Ils ont commencé'],
  ['nl', 'Het begon', 'Ze begonnen'],
  ['sv', 'Det började', 'De började'],
] as const)('speaks in %s of one message as of one', (locale, one, several) => {
  i18n.global.locale.value = locale
  const textOf = (count: number) =>
    mount(UnknownBanner, { props: { deliveryId: 1, count }, global: { plugins: [i18n] } }).text()
  expect(textOf(1)).toContain(one)
  expect(textOf(2)).toContain(several)
})
