import type { Database } from 'better-sqlite3'
import type { DeliveryFigures } from '../../../shared/contract/delivery-figures.ts'

/** Who answered a delivery and who followed its links, from the indexes on both. */
export function countReactions(
  sql: Database,
  deliveryId: number,
): Pick<DeliveryFigures, 'replies' | 'clicks'> {
  const replies = sql
    .prepare(
      'SELECT count(DISTINCT sender) people, count(*) messages FROM inbound_messages WHERE delivery_id = ?',
    )
    .get(deliveryId) as DeliveryFigures['replies']
  const clicks = sql
    .prepare('SELECT count(DISTINCT person_id) people, count(*) clicks FROM clicks WHERE delivery_id = ?')
    .get(deliveryId) as DeliveryFigures['clicks']
  return { replies, clicks }
}
