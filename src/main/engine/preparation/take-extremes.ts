import type { Database } from 'better-sqlite3'
import { stretchesOf } from '../populations/stretches.ts'
import { tallyExtremes, type CountedMessage, type Tally } from './tally.ts'

const span = 5000

type Read = Pick<CountedMessage, 'messageId' | 'text' | 'parts'>

/**
 * Finds the first, the longest and the shortest message anew, where one of those was taken out.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function takeExtremes(
  sql: Database,
  deliveryId: number,
  { tally, signal }: { readonly tally: Tally; readonly signal: AbortSignal },
): Promise<void> {
  Object.assign(tally, { first: null, longest: null, shortest: null })
  const messages = "FROM messages WHERE delivery_id = @deliveryId AND state = 'queued'"
  const { first, last } = sql
    .prepare(`SELECT (SELECT min(id) ${messages}) AS first, (SELECT max(id) ${messages}) AS last`)
    .get({ deliveryId }) as { first: number | null; last: number | null }
  if (first === null || last === null) return
  const read = sql.prepare(
    `SELECT id messageId, text, parts ${messages} AND id BETWEEN @first AND @last ORDER BY id`,
  )
  for await (const stretch of stretchesOf({ first, last }, signal, span)) {
    for (const message of read.all({ deliveryId, ...stretch })) tallyExtremes(tally, message as Read)
  }
}
