import { useFormat } from '../../../i18n/format.ts'
import { useAmount } from '../../../parts/amount/use-amount.ts'
import type { Money } from '../../../../shared/money.ts'

/** What executions cost in writing, short for a column; lines of several currencies give several amounts. */
export function useCosts({ isShort = false } = {}): (costs: readonly Money[]) => string {
  const format = useFormat()
  const { amount, shortAmount } = useAmount()
  const write = isShort ? shortAmount : amount
  return costs => (costs.length === 0 ? '–' : format.list(costs.map(cost => write(cost))))
}
