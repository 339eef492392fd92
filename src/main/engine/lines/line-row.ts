import type { Database } from 'better-sqlite3'

/** One row of `lines`, with its settings still as the text that was stored. */
export interface LineRow {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly settings: string
  readonly priceMicros: number
  readonly currency: string
  readonly isDefault: number
}

const columns = 'id, name, kind, settings, price_micros priceMicros, currency, is_default isDefault'

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

/** Writes that a line's modem is at another address now. */
export function moveLine(sql: Database, id: number, address: string): void {
  sql.prepare("UPDATE lines SET settings = json_set(settings, '$.address', ?) WHERE id = ?").run(address, id)
}
