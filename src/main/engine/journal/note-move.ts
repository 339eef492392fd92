import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { DeliveryMove } from '../../../shared/lifecycles/delivery.ts'
import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'

interface NotedMove {
  readonly id: number
  readonly move: DeliveryMove
  /** What it writes; the rest of it is not noted. */
  readonly set?: { readonly preparation?: Preparation | null; readonly trouble?: Trouble | null }
}

/** Notes a move of a delivery, with what it came to. */
export function noteMove({ workspace, clock }: EngineContext, { id, move, set = {} }: NotedMove): void {
  const { preparation, trouble } = set
  const numbers = preparation && {
    targeted: preparation.targeted,
    excluded: preparation.excludedTotal,
    toDeliver: preparation.toDeliver,
  }
  workspace.sql
    .prepare('INSERT INTO delivery_moves (delivery_id, at, move, data) VALUES (?, ?, ?, ?)')
    .run(id, clock.now(), move, JSON.stringify({ ...numbers, ...(trouble ? { trouble } : {}) }))
}
