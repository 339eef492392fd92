import type { Database } from 'better-sqlite3'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { findDefaultLineId, findLineRow } from '../lines/line-row.ts'
import { termsOf } from '../lines/line-terms.ts'

/**
 * The terms of the line that a delivery with these settings is sent through: the one that it names, else the default.
 * @throws UserError `delivery/no-line`, `delivery/line-gone`
 */
export function readTerms(sql: Database, { lineId }: DeliverySettings): LineTerms {
  const id = lineId ?? findDefaultLineId(sql)
  if (id === undefined) throw new UserError('delivery/no-line')
  const line = findLineRow(sql, id)
  if (!line) throw new UserError('delivery/line-gone')
  return termsOf(line)
}
