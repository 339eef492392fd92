import type { SeriesSums } from '../../../../shared/contract/series-sums.ts'
import { useFormat } from '../../../i18n/format.ts'
import { useAmount } from '../../../parts/amount/use-amount.ts'

/** What executions cost in writing; lines of several currencies give several amounts. */
export function useCosts(): (sums: SeriesSums) => string {
  const format = useFormat()
  const { amount } = useAmount()
  return ({ costs }) => (costs.length === 0 ? '–' : format.list(costs.map(cost => amount(cost))))
}
