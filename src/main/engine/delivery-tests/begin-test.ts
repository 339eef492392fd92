import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'

/** Writes down that people of a delivery are held back until a text is chosen; where nobody is, there is nothing to choose. */
export function beginTest(sql: Database, deliveryId: number, { test }: Pick<Preparation, 'test'>): void {
  sql.prepare('DELETE FROM delivery_tests WHERE delivery_id = ?').run(deliveryId)
  if (!test?.held || test.held.messages === 0) return
  sql.prepare('INSERT INTO delivery_tests (delivery_id) VALUES (?)').run(deliveryId)
}
