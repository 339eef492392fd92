import type { Database } from 'better-sqlite3'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { membersOf } from '../../../shared/delivery/pool-members.ts'
import type { PoolSettings } from '../../../shared/delivery/pool-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { findDefaultLineId, findLineRow, listLineRows, type LineRow } from './line-row.ts'

/**
 * The lines that a delivery with these settings is sent through, as they are now; one unless it has a pool.
 * @throws UserError `delivery/no-line`, `delivery/line-gone`, `delivery/pool-empty`, `delivery/pool-mixed`,
 *   `delivery/pool-currencies`
 */
export function readLinesOf(sql: Database, { lineId, pool }: DeliverySettings): readonly LineRow[] {
  if (pool) return readPool(sql, pool)
  const id = lineId ?? findDefaultLineId(sql)
  if (id === undefined) throw new UserError('delivery/no-line')
  const line = findLineRow(sql, id)
  if (!line) throw new UserError('delivery/line-gone')
  return [line]
}

function readPool(sql: Database, pool: PoolSettings): readonly LineRow[] {
  const all = listLineRows(sql)
  const lines = membersOf(pool, all)
  if (pool.kind === 'these' && lines.length < new Set(pool.lineIds).size)
    throw new UserError('delivery/line-gone')
  if (lines.length === 0) throw new UserError('delivery/pool-empty')
  // Another kind may count a text otherwise, know no senders by name, or only simulate.
  if (new Set(lines.map(({ kind }) => kind)).size > 1) throw new UserError('delivery/pool-mixed')
  if (new Set(lines.map(({ currency }) => currency)).size > 1) throw new UserError('delivery/pool-currencies')
  return lines
}
