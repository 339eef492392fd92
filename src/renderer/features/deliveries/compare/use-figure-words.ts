import { useI18n } from 'vue-i18n'
import type { ComparedDelivery } from '../../../../shared/contract/delivery-figures.ts'
import {
  comparedFigures,
  type ComparedFigure,
  type ComparedFigureKey,
} from '../../../../shared/delivery/compared-figures.ts'
import { useFormat } from '../../../i18n/format.ts'
import { roundedPrice, useAmount } from '../../../parts/amount/use-amount.ts'

/** How a figure differs from that of another delivery. */
export interface FigureDifference {
  /** With its sign, and its unit. */
  readonly text: string
  readonly verdict: 'better' | 'worse' | 'other'
}

/** The figures of a comparison in words. */
export function useFigureWords() {
  return { write: useWrite(), differ: useDiffer() }
}

type Write = (key: ComparedFigureKey, delivery: ComparedDelivery, now: number) => string

function useWrite(): Write {
  const format = useFormat()
  const { amount, price } = useAmount()
  return (key, delivery, now) => {
    const figure: ComparedFigure = comparedFigures[key]
    const value = figure.of(delivery, now)
    if (value === null) return '–'
    switch (figure.unit) {
      case 'count':
        return format.number(value)
      case 'share':
        return format.share(value, 1)
      case 'money': {
        const currency = delivery.preparation?.currency
        if (!currency) return '–'
        const micros = roundedPrice(value)
        const { isLeast } = delivery.spent
        return key === 'cost'
          ? amount({ micros: value, currency, isLeast })
          : price({ micros, currency, isLeast })
      }
      case 'duration':
        return format.duration(value)
      case 'rate':
        return format.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 })
    }
  }
}

/** Undefined where nothing differs, or where the two cannot be told, are in other money or may be more than is known. */
type Differ = (
  key: ComparedFigureKey,
  pair: readonly [ComparedDelivery, ComparedDelivery],
  now: number,
) => FigureDifference | undefined

function useDiffer(): Differ {
  const { t } = useI18n()
  const format = useFormat()

  function points(difference: number): string | undefined {
    const value = Math.round(difference * 1000) / 10
    return value === 0 ? undefined : t('deliveries.compare.points', { n: signed(value, 1) })
  }

  function percent(own: number, other: number): string | undefined {
    if (other === 0) return undefined
    const value = Math.round(((own - other) / other) * 100)
    return value === 0 ? undefined : t('deliveries.compare.percent', { n: signed(value, 0) })
  }

  function signed(value: number, digits: number): string {
    return format.number(value, { signDisplay: 'always', maximumFractionDigits: digits })
  }

  return (key, [delivery, base], now) => {
    const figure: ComparedFigure = comparedFigures[key]
    const [own, other] = [figure.of(delivery, now), figure.of(base, now)]
    if (own === null || other === null || own === other) return undefined
    const isOtherMoney = delivery.preparation?.currency !== base.preparation?.currency
    const isLeast = delivery.spent.isLeast || base.spent.isLeast
    if (figure.unit === 'money' && (isOtherMoney || isLeast)) return undefined
    const text = figure.unit === 'share' ? points(own - other) : percent(own, other)
    return text === undefined ? undefined : { text, verdict: verdictOf(figure, own - other) }
  }
}

function verdictOf({ sense }: ComparedFigure, difference: number): FigureDifference['verdict'] {
  if (sense === 'neither') return 'other'
  return difference > 0 === (sense === 'more') ? 'better' : 'worse'
}
