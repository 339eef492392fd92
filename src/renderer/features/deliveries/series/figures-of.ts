import type { Delivery, StateCounts } from '../../../../shared/contract/deliveries.ts'
import type { Money } from '../../../../shared/money.ts'

/** What a delivery comes to in a list; a recurring one to what its executions do together. */
export interface ListedFigures {
  readonly targeted: number
  readonly toDeliver: number
  readonly costs: readonly Money[]
  readonly counts: StateCounts
}

/** The figures of a delivery; undefined where it is not prepared. */
export function figuresOf({ series, preparation, counts }: Delivery): ListedFigures | undefined {
  if (series) return series.sums
  if (!preparation) return undefined
  const { targeted, toDeliver, cost } = preparation
  return { targeted, toDeliver, costs: [cost], counts }
}
