import type { Database } from 'better-sqlite3'
import type { DeliveryFigures } from '../../../shared/contract/delivery-figures.ts'

/** Who answered a delivery, opted out of more, and who followed its links, from the indexes on both. */
export function countReactions(
  sql: Database,
  deliveryId: number,
): Pick<DeliveryFigures, 'replies' | 'optOuts' | 'clicks'> {
  const answers = (optsOut: 0 | 1): DeliveryFigures['replies'] =>
    sql
      .prepare(
        `SELECT count(DISTINCT sender) people, count(*) messages FROM inbound_messages
         WHERE delivery_id = ? AND opts_out = ?`,
      )
      .get(deliveryId, optsOut) as DeliveryFigures['replies']
  const clicks = sql
    .prepare('SELECT count(DISTINCT person_id) people, count(*) clicks FROM clicks WHERE delivery_id = ?')
    .get(deliveryId) as DeliveryFigures['clicks']
  return { replies: answers(0), optOuts: { people: answers(1).people }, clicks }
}
