import type { Delivery, StateCounts } from '../../../../shared/contract/deliveries.ts'
import type { Money } from '../../../../shared/money.ts'

/** What a delivery comes to in a list; a recurring one to what its executions do together. */
export interface ListedFigures {
  readonly targeted: number
  readonly toDeliver: number
  /** What has been spent; of what has neither begun nor ended, what is planned. */
  readonly costs: readonly Money[]
  readonly isPlan: boolean
  readonly counts: StateCounts
}

/** The figures of a delivery; undefined where it is not prepared. */
export function figuresOf({
  series,
  preparation,
  counts,
  spent,
  begunAt,
  finishedAt,
}: Delivery): ListedFigures | undefined {
  if (series) return { ...series.sums, costs: series.sums.spent.costs, isPlan: false }
  if (!preparation) return undefined
  const { targeted, toDeliver, cost } = preparation
  const { micros, isLeast } = spent
  const isPlan = begunAt === null && finishedAt === null
  const costs = [isPlan ? cost : { micros, isLeast, currency: cost.currency }]
  return { targeted, toDeliver, costs, isPlan, counts }
}
