import type { Database } from 'better-sqlite3'
import type { FoundMessage } from '../../../shared/contract/delivery-journal.ts'
import { readPhone } from '../../../shared/phone.ts'
import { readMessages } from '../deliveries/list-messages.ts'
import { breathe } from '../people/breathe.ts'
import { readSettings } from '../workspace/settings.ts'

/** Deliveries looked into between two breaths: each is one look into the index on numbers. */
const deliveriesAtOnce = 1000

type Place = Pick<
  FoundMessage,
  'id' | 'deliveryId' | 'deliveryLabel' | 'deliveryState' | 'proof' | 'proofKind'
>

/**
 * What a number got, in all deliveries that were confirmed and in proofs, the latest first. There is no index on numbers
 * alone: it would make each preparation slower, while ten thousand deliveries are looked into in some 50 ms.
 */
export async function messagesToNumber(
  sql: Database,
  { number, offset, limit }: { readonly number: string; readonly offset: number; readonly limit: number },
): Promise<{ phone: string | null; total: number; rows: FoundMessage[] }> {
  const reading = readPhone(number, readSettings(sql).defaultCountry)
  if (reading.kind !== 'ok') return { phone: null, total: 0, rows: [] }
  const places: Place[] = []
  const select = sql.prepare(
    `SELECT messages.id, deliveries.id deliveryId, label deliveryLabel, deliveries.state deliveryState,
       proofs.number proof, proofs.kind proofKind
     FROM deliveries CROSS JOIN delivery_recipients r ON r.delivery_id = deliveries.id AND r.recipient = ?
       CROSS JOIN messages ON messages.id = r.message_id
       LEFT JOIN proofs ON proofs.delivery_id = deliveries.id
     WHERE deliveries.id < ? AND deliveries.id >= ? AND confirmed_at IS NOT NULL
     ORDER BY deliveries.id DESC`,
  )
  let before = Number(sql.prepare('SELECT ifnull(max(id), 0) + 1 FROM deliveries').pluck().get())
  while (before > 1) {
    const from = Math.max(1, before - deliveriesAtOnce)
    places.push(...(select.all(reading.e164, before, from) as Place[]))
    before = from
    await breathe()
  }
  const page = new Map(places.slice(offset, offset + limit).map(place => [place.id, place]))
  const rows = readMessages(sql, [...page.keys()]).flatMap(message => {
    const place = page.get(message.id)
    return place ? [{ ...message, ...place }] : []
  })
  return { phone: reading.e164, total: places.length, rows }
}
