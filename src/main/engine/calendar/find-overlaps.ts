import type { Database } from 'better-sqlite3'
import type { AudienceOverlap } from '../../../shared/contract/calendar.ts'
import { countMessages, sumOf } from '../deliveries/count-messages.ts'
import { breathe } from '../people/breathe.ts'
import { findDeliveries, type CalendarSpan, type DeliveryEntry } from './find-deliveries.ts'

const day = 86_400_000
/** Messages compared between two breaths. */
const messagesAtOnce = 2000
/** No more pairs are compared. */
const mostPairs = 30

/**
 * Deliveries that are sent within a day of each other to some of the same numbers, as they are prepared. The smaller one
 * is gone through and looked up in the other, piece by piece.
 */
export async function findOverlaps(
  sql: Database,
  span: CalendarSpan & { readonly timeZone: string },
): Promise<AudienceOverlap[]> {
  const overlaps: AudienceOverlap[] = []
  for (const [one, other] of pairsOf(findDeliveries(sql, span))) {
    const people = await countBoth(sql, one.id, other.id)
    if (people > 0) overlaps.push({ ids: [one.id, other.id], people })
  }
  return overlaps
}

function pairsOf(entries: readonly DeliveryEntry[]): [DeliveryEntry, DeliveryEntry][] {
  const coming = entries.filter(({ state }) => ['ready', 'scheduled', 'sending', 'paused'].includes(state))
  const pairs = coming.flatMap((one, index) =>
    coming
      .slice(index + 1)
      .filter(({ at }) => at - one.at < day)
      .map((other): [DeliveryEntry, DeliveryEntry] => [one, other]),
  )
  return pairs.slice(0, mostPairs)
}

async function countBoth(sql: Database, one: number, other: number): Promise<number> {
  const isSmaller = sumOf(countMessages(sql, one)) <= sumOf(countMessages(sql, other))
  const [small, large] = isSmaller ? [one, other] : [other, one]
  const select = sql.prepare(
    `SELECT recipient FROM delivery_recipients WHERE delivery_id = ? AND recipient > ?
     ORDER BY recipient LIMIT ${messagesAtOnce}`,
  )
  const count = sql
    .prepare(
      `SELECT count(*) FROM json_each(?) numbers
       WHERE EXISTS (SELECT 1 FROM delivery_recipients WHERE delivery_id = ? AND recipient = numbers.value)`,
    )
    .pluck()
  let people = 0
  for (let after = ''; ;) {
    const numbers = select.pluck().all(small, after) as string[]
    const last = numbers.at(-1)
    if (last === undefined) return people
    people += count.get(JSON.stringify(numbers), large) as number
    after = last
    await breathe()
  }
}
