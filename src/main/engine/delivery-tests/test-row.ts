import type { Database } from 'better-sqlite3'
import type { ContentTest } from '../../../shared/delivery/content-test.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import { heldUntil } from './held-until.ts'

/** A test that holds people back, as it is written down. */
export interface TestRow {
  readonly deliveryId: number
  readonly state: DeliveryState
  readonly test: ContentTest
  readonly timeZone: string | null
  readonly sentAt: number | null
  readonly askedAt: number | null
  readonly winner: number | null
  readonly chosenBy: 'measure' | 'tie' | 'hand' | null
  readonly chosenAt: number | null
}

const select = `SELECT d.id deliveryId, d.state, d.content -> '$.test' test, d.time_zone timeZone, t.sent_at sentAt,
    t.asked_at askedAt, t.winner, t.chosen_by chosenBy, t.chosen_at chosenAt
  FROM delivery_tests t JOIN deliveries d ON d.id = t.delivery_id`

/** The test of a delivery; undefined where nobody is held back for one. */
export function findTest(sql: Database, deliveryId: number): TestRow | undefined {
  const row = sql.prepare(`${select} WHERE d.id = ?`).get(deliveryId)
  return row === undefined ? undefined : readRow(row)
}

/** Tests of deliveries that are under way. */
export function listRunning(sql: Database): TestRow[] {
  const rows = sql
    .prepare(`${select} WHERE d.state IN ('sending', 'paused') AND d.begun_at IS NOT NULL`)
    .all()
  return rows.map(readRow)
}

function readRow(row: unknown): TestRow {
  const { test, ...others } = row as Omit<TestRow, 'test'> & { readonly test: string }
  return { ...others, test: JSON.parse(test) as ContentTest }
}

/** Whether anybody is still held back. */
export function isHolding(sql: Database, deliveryId: number): boolean {
  return prepareHeld(sql, 'SELECT 1').get(deliveryId, heldUntil) !== undefined
}

/** How many are still held back. */
export function countHeld(sql: Database, deliveryId: number): number {
  return prepareHeld(sql, 'SELECT count(*)').pluck().get(deliveryId, heldUntil) as number
}

function prepareHeld(sql: Database, what: string) {
  return sql.prepare(
    `${what} FROM messages INDEXED BY messages_retry
     WHERE delivery_id = ? AND state = 'queued' AND next_attempt_at > 0 AND next_attempt_at = ? LIMIT 1`,
  )
}

/** Whether all messages of a test have left, or never will. */
export function haveAllLeft(sql: Database, { deliveryId, test }: TestRow): boolean {
  const waiting = sql.prepare(
    `SELECT 1 FROM messages INDEXED BY messages_by_test
     WHERE delivery_id = ? AND test = ? AND state IN ('queued', 'claimed') LIMIT 1`,
  )
  return test.shares.every((_, text) => waiting.get(deliveryId, text) === undefined)
}
