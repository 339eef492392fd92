import type { MessageState } from '../../../shared/lifecycles/message.ts'
import type { EngineContext } from '../context.ts'
import { moveMessage } from './move-message.ts'
import { prepared } from './prepared.ts'

/** Why a message to somebody who was removed is cancelled. */
export const personRemoved = 'person-removed'

interface QueuedMessage {
  readonly id: number
  readonly deliveryId: number
  readonly state: MessageState
}

/**
 * Cancels what is still queued for people who are being removed, or who became one with them, whatever the delivery: nobody
 * is texted who is no longer in the workspace. Belongs into the transaction that removes them.
 * @param ids a JSON array of ids of people
 */
export function cancelMessagesOf({ workspace, clock, publish }: EngineContext, ids: string): void {
  const query = `SELECT id, delivery_id deliveryId, state FROM messages INDEXED BY messages_by_person
    WHERE state = 'queued' AND person_id IN (SELECT value FROM json_each(@ids) UNION ALL
      SELECT id FROM merged_people WHERE into_id IN (SELECT value FROM json_each(@ids)))`
  const queued = prepared(workspace.sql, query).all({ ids }) as QueuedMessage[]
  const values = { at: clock.now(), reason: personRemoved }
  for (const message of queued) moveMessage(workspace.sql, { ...message, move: 'cancel' }, values)
  for (const id of new Set(queued.map(({ deliveryId }) => deliveryId))) publish('delivery.changed', { id })
}
