import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'

interface NotedLine {
  readonly deliveryId: number
  readonly lineId: number
  /** Why it sends nothing for the delivery from now on; null where it is back. */
  readonly trouble: Trouble | null
}

/** Notes that one of the lines of a delivery is out, so that the others send what it would have sent, or that it is back. */
export function noteLine(
  { workspace, clock }: EngineContext,
  { deliveryId, lineId, trouble }: NotedLine,
): void {
  workspace.sql
    .prepare(
      `INSERT INTO delivery_moves (delivery_id, at, move, data)
       SELECT ?, ?, ?, json_set(?, '$.line', name) FROM lines WHERE id = ?`,
    )
    .run(
      deliveryId,
      clock.now(),
      trouble ? 'line-out' : 'line-back',
      JSON.stringify(trouble ? { trouble } : {}),
      lineId,
    )
}
