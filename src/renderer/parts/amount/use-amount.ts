import { usePreferredLanguages } from '@vueuse/core'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { regionalLocale } from '../../i18n/format.ts'
import { fromMicros, type Money } from '../../../shared/money.ts'

/** Digits behind the decimal sign that a price of a part may need: 0.0075. */
const longestPrice = 6

/** Below this a total is of few messages, and half a cent that is rounded away shows where such totals are added up. */
const smallMicros = 1_000_000

/** Writes an amount in the notation of a locale; `exact` keeps the small fractions that prices have, as small amounts do. */
export function formatAmount({ micros, currency }: Money, locale: string, exact = false): string {
  const options: Intl.NumberFormatOptions = { style: 'currency', currency }
  const format = new Intl.NumberFormat(
    locale,
    exact || Math.abs(micros) < smallMicros ? { ...options, maximumFractionDigits: longestPrice } : options,
  )
  return format.format(fromMicros(micros))
}

/** What one message comes to, which may be less than a cent: to a hundredth of one. */
export function roundedPrice(micros: number): number {
  return Math.round(micros / 100) * 100
}

/** Amounts in the person's own notation: `amount` for totals, saying where they may be more, `shortAmount` for the same in a column, `price` for the exact price of one part. */
export function useAmount() {
  const { locale, t } = useI18n()
  const preferred = usePreferredLanguages()
  const region = computed(() => regionalLocale(locale.value, preferred.value))
  const write = (money: Money, exact: boolean): string => {
    const written = formatAmount(money, region.value, exact)
    return money.isLeast ? t('amount.atLeast', { amount: written }) : written
  }
  return {
    amount: (money: Money): string => write(money, false),
    /** In a column, where there is no room for words. */
    shortAmount: (money: Money): string => `${money.isLeast ? '≥ ' : ''}${formatAmount(money, region.value)}`,
    price: (money: Money): string => write(money, true),
  }
}
