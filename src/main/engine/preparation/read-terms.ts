import type { Database } from 'better-sqlite3'
import type { LineTerms, OneLineTerms } from '../../../shared/contract/line-terms.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { dearestOf } from '../../../shared/lines/price-list.ts'
import { termsOf } from '../lines/line-terms.ts'
import { readLinesOf } from '../lines/pool-lines.ts'

/**
 * The terms of the line that a delivery with these settings is sent through: the one that it names, else the default; or of
 * several together.
 * @throws UserError of `readLinesOf`
 */
export function readTerms(sql: Database, settings: DeliverySettings): LineTerms {
  const [first, ...others] = readLinesOf(sql, settings).map(termsOf)
  if (!first) throw new Error('a delivery goes over one line at least')
  return settings.pool ? joinTerms(first, [first, ...others]) : first
}

/** As dear as the dearest, so that a cost is never more than was said; as fast as all of them. */
function joinTerms(first: OneLineTerms, pool: readonly OneLineTerms[]): LineTerms {
  const parts = pool.map(line => line.partsPerMinute)
  const isPaced = pool.some(line => line.messagesPerMinute !== null)
  const messages = pool.map(line => line.messagesPerMinute ?? line.partsPerMinute ?? 0)
  const { countryPrices: _own, ...rest } = first
  return {
    ...rest,
    ...dearestOf(pool),
    partsPerMinute: parts.reduce<number | null>(
      (sum, each) => (sum === null || each === null ? null : sum + each),
      0,
    ),
    messagesPerMinute: isPaced ? messages.reduce((sum, each) => sum + each, 0) : null,
    pool: [...pool],
  }
}
