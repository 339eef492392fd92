import type { Database } from 'better-sqlite3'
import type { PriceList } from '../../../shared/lines/price-list.ts'

/** One row of `lines`, with its settings still as the text that was stored. */
export interface LineRow {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly settings: string
  readonly priceMicros: number | null
  /** Prices of countries, still as the text that was stored. */
  readonly countryPrices: string
  readonly currency: string
  readonly isDefault: number
}

const columns = `id, name, kind, settings, price_micros priceMicros, country_prices countryPrices, currency,
  is_default isDefault`

/** Lines that have not been removed, in the order in which they were made. */
export function listLineRows(sql: Database): LineRow[] {
  return sql.prepare(`SELECT ${columns} FROM lines WHERE removed_at IS NULL ORDER BY id`).all() as LineRow[]
}

/** One line that has not been removed. */
export function findLineRow(sql: Database, id: number): LineRow | undefined {
  return sql.prepare(`SELECT ${columns} FROM lines WHERE id = ? AND removed_at IS NULL`).get(id) as
    | LineRow
    | undefined
}

/** The line that is used where none is named; undefined in a workspace without lines. */
export function findDefaultLineId(sql: Database): number | undefined {
  return sql.prepare('SELECT id FROM lines WHERE is_default = 1').pluck().get() as number | undefined
}

/** What a line asks for a part; the same prices are always written alike, so that terms can be compared. */
export function priceListOf({
  priceMicros,
  countryPrices,
}: Pick<LineRow, 'priceMicros' | 'countryPrices'>): PriceList {
  const prices = JSON.parse(countryPrices) as NonNullable<PriceList['countryPrices']>
  return { priceMicros, ...(Object.keys(prices).length > 0 ? { countryPrices: prices } : {}) }
}

/** Writes that a line's modem is at another address now. */
export function moveLine(sql: Database, id: number, address: string): void {
  sql.prepare("UPDATE lines SET settings = json_set(settings, '$.address', ?) WHERE id = ?").run(address, id)
}
