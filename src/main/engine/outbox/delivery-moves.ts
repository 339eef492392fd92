import type { EngineContext } from '../context.ts'
import type { Trouble } from '../database/trouble.ts'
import { tryMoveDelivery } from '../deliveries/move-delivery.ts'
import { prepared } from './prepared.ts'

/** Pauses a delivery that is sending, with the trouble that made the program do so. */
export function pauseDelivery(context: EngineContext, id: number, trouble: Trouble): void {
  tryMoveDelivery(context, { id, move: 'pause', set: { trouble } })
}

/**
 * Finishes a delivery of which nothing is left to send; also a paused one whose last message was under way.
 * @returns whether it is finished by this
 */
export function finishIfDone(context: EngineContext, id: number): boolean {
  const query = `SELECT 1 FROM messages WHERE delivery_id = ? AND state IN ('queued', 'claimed') LIMIT 1`
  if (prepared(context.workspace.sql, query).get(id) !== undefined) return false
  return tryMoveDelivery(context, { id, move: 'complete', set: { finishedAt: context.clock.now() } })
}
