import type { Database } from 'better-sqlite3'
import type { TestMeasure } from '../../../shared/contract/delivery-tests.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { compareResults, countResults } from './count-results.ts'
import { findTest, type TestRow } from './test-row.ts'

/**
 * Chooses the text for everybody who is held back, as a person says.
 * @throws UserError `delivery/not-found`, `delivery/cannot-choose`, `delivery/test-decided`
 */
export function chooseByHand(
  context: EngineContext,
  { id, text }: { readonly id: number; readonly text: number },
): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    const row = findTest(sql, id)
    if (!row) throw new UserError('delivery/not-found')
    if (row.winner !== null) throw new UserError('delivery/test-decided')
    if (!['sending', 'paused'].includes(row.state) || text >= row.test.shares.length)
      throw new UserError('delivery/cannot-choose', { from: row.state })
    writeWinner(context, row, { winner: text, by: 'hand' })
  })()
}

/** Chooses the text that did best; on a tie, or where nothing can be told, does as the delivery says. */
export function chooseByItself(context: EngineContext, row: TestRow): void {
  const { sql } = context.workspace
  const { deliveryId, test } = row
  const { winner } = test
  if (!winner) return
  sql.transaction(() => {
    const best = winner.by === 'hand' ? null : findBest(sql, row, winner.by)
    if (best !== null) writeWinner(context, row, { winner: best, by: 'measure' })
    else if (winner.by !== 'hand' && winner.onTie === 'first')
      writeWinner(context, row, { winner: 0, by: 'tie' })
    else ask(context, deliveryId)
  })()
}

function findBest(sql: Database, { deliveryId, test }: TestRow, by: TestMeasure): number | null {
  return compareResults(countResults(sql, deliveryId, test.shares.length))[by].best
}

function writeWinner(
  context: EngineContext,
  { deliveryId: id, test }: TestRow,
  { winner, by }: { readonly winner: number; readonly by: 'measure' | 'tie' | 'hand' },
): void {
  const { workspace, clock, publish } = context
  const results = countResults(workspace.sql, id, test.shares.length)
  const { changes } = workspace.sql
    .prepare(
      `UPDATE delivery_tests SET winner = ?, chosen_by = ?, chosen_at = ? WHERE delivery_id = ? AND winner IS NULL`,
    )
    .run(winner, by, clock.now(), id)
  if (changes === 0) return
  writeAudit(context, {
    action: 'delivery.text-chosen',
    subject: `delivery ${id}`,
    data: { winner, by, results },
  })
  publish('delivery.changed', { id })
}

function ask({ workspace, clock, publish }: EngineContext, id: number): void {
  const update = 'UPDATE delivery_tests SET asked_at = ? WHERE delivery_id = ? AND asked_at IS NULL'
  if (workspace.sql.prepare(update).run(clock.now(), id).changes > 0) publish('delivery.changed', { id })
}
