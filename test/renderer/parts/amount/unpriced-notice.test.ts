import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { i18n } from '../../../../src/renderer/i18n/index.ts'
import { useAmount } from '../../../../src/renderer/parts/amount/use-amount.ts'
import UnpricedNotice from '../../../../src/renderer/parts/amount/UnpricedNotice.vue'
import type { CountryParts } from '../../../../src/shared/lines/price-list.ts'
import type { Money } from '../../../../src/shared/money.ts'

afterEach(() => {
  i18n.global.locale.value = 'en'
})

function notice(unpriced: readonly CountryParts[]): string {
  return mount(UnpricedNotice, { props: { unpriced }, global: { plugins: [i18n] } }).text()
}

function written(money: Money, how: 'amount' | 'shortAmount' = 'amount'): string {
  const component = {
    setup() {
      const write = useAmount()[how]
      return () => write(money)
    },
  }
  return mount(component, { global: { plugins: [i18n] } }).text()
}

it('says how many people of which countries have no price, the first of them by name', () => {
  const text = notice([
    { country: 'SE', messages: 12, parts: 24 },
    { country: '', messages: 1, parts: 1 },
  ])
  expect(text).toContain('13 people have no price')
  expect(text).toContain('Sweden (12)')
  expect(text).toContain('numbers of no country (1)')
})

it('adds up the countries that it does not name', () => {
  const all = ['SE', 'NO', 'DK', 'FI', 'IS', 'EE'].map(country => ({ country, messages: 1, parts: 1 }))
  expect(notice(all)).toContain('2 more countries')
})

it('writes an amount that may be more as the least that it is, in the language of the person', () => {
  const least = { micros: 5_600_000, currency: 'EUR', isLeast: true }
  expect(written(least)).toBe('at least €5.60')
  expect(written({ ...least, isLeast: false })).toBe('€5.60')
  expect(written(least, 'shortAmount')).toBe('≥ €5.60')
  i18n.global.locale.value = 'nl'
  expect(written(least)).toContain('minstens')
})
