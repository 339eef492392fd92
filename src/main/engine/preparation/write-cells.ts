import type { Database } from 'better-sqlite3'
import type { Tally } from './tally.ts'

/** Writes what waits to be sent, by everything that the dashboard tells apart; triggers keep it from then on. */
export function writeCells(sql: Database, deliveryId: number, { cells }: Pick<Tally, 'cells'>): void {
  clearCells(sql, deliveryId)
  const insert = sql.prepare("INSERT INTO delivery_cells VALUES (?, 'queued', 0, ?, ?, ?, ?, ?, '', ?)")
  for (const [key, messages] of Object.entries(cells)) {
    const [place = '', parts = '', variant = '', test = '', ...language] = key.split(' ')
    if (messages > 0) {
      insert.run(
        deliveryId,
        Number(place),
        Number(parts),
        variant,
        language.join(' '),
        Number(test),
        messages,
      )
    }
  }
}

/** A delivery that is not prepared any more has none. */
export function clearCells(sql: Database, deliveryId: number): void {
  sql.prepare('DELETE FROM delivery_cells WHERE delivery_id = ?').run(deliveryId)
}
