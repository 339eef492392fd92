import type { Database } from 'better-sqlite3'
import type { Rendered } from '../../../shared/contract/content.ts'
import { readMessages } from './list-messages.ts'

/** The messages that preparation picked: the first, the longest, one of the shortest; none without a preparation. */
export function readSamples(sql: Database, deliveryId: number): Rendered[] {
  const samples = sql.prepare('SELECT samples FROM deliveries WHERE id = ?').pluck().get(deliveryId)
  if (typeof samples !== 'string') return []
  return readMessages(sql, JSON.parse(samples) as number[]).map(
    ({ personId, personName, recipient, text, encoding, parts, variant }) => {
      return {
        personId,
        personName: personName ?? '',
        recipient,
        text,
        encoding,
        parts,
        variant,
        missing: [],
      }
    },
  )
}
