import type { Database } from 'better-sqlite3'
import type { StateCounts } from '../../../shared/contract/deliveries.ts'
import { messageStates, type MessageState } from '../../../shared/lifecycles/message.ts'

/** Messages of a delivery by state. Triggers keep the counts, so this costs the same for ten and for a million. */
export function countMessages(sql: Database, deliveryId: number): StateCounts {
  const rows = sql
    .prepare('SELECT state, messages FROM delivery_counts WHERE delivery_id = ?')
    .all(deliveryId) as { state: MessageState; messages: number }[]
  const counts = Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
  for (const row of rows) counts[row.state] = row.messages
  return counts
}

/** All messages of a delivery, whatever their state. */
export function sumOf(counts: StateCounts): number {
  return messageStates.reduce((sum, state) => sum + counts[state], 0)
}
