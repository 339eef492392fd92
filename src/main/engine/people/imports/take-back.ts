import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../../context.ts'
import { cancelMessagesOf } from '../../outbox/cancel-messages-of.ts'
import { breathe } from '../breathe.ts'
import { announcePeople } from '../people-revision.ts'
import type { BackWork } from './back-work.ts'
import { clearTraces } from './clear-traces.ts'
import { createReport } from './import-report.ts'
import type { StoredOptions } from './import-plan.ts'
import { readImport } from './import-row.ts'
import { handOver } from './hand-over.ts'
import { leaveOrders } from './leave-orders.ts'
import { removeMatches } from './match-reader.ts'
import { restorePeople } from './restore-people.ts'
import { unmarkPeople } from './unmark-people.ts'

/** What taking an import back came to. */
export interface TakenBack {
  /** People whom it had made. */
  readonly removed: number
  /** People who are as they were before it. */
  readonly restored: number
  /** People who keep what was changed of them since, or whom its people were merged with. */
  readonly kept: number
  /** Of those who are kept, the ones who stay because they were merged. */
  readonly merged: number
}

const peopleAtOnce = 2000

/**
 * Takes an import back, whose people are hidden already: what it changed, gave and made, and the fields, tags and list
 * made for it that nobody uses. What was sent to its people stays in the ledger. Cut off half-way or stopped, it goes
 * on at the next start.
 */
export async function takeBack(
  context: EngineContext,
  importId: number,
  isStopped: () => boolean,
): Promise<TakenBack> {
  const { sql } = context.workspace
  const range = sql
    .prepare('SELECT first_person AS first, last_person AS last, options FROM imports WHERE id = ?')
    .get(importId) as Range
  const report = createReport(context, importId, 0)
  const of = countWork(sql, importId, range)
  let done = 0
  const stored = (count: number): void => {
    done += count
    report.tell({ name: 'taking-back', done: Math.min(done, of), of })
  }
  const work: BackWork = { importId, stored, isStopped }
  await removeMatches(sql, importId)
  countMerged(sql, importId, range)
  await restorePeople(context, work)
  if (!isStopped()) await unmarkPeople(sql, work)
  if (!isStopped()) await handOver(sql, range, work)
  if (!isStopped()) await leaveOrders(sql, range, work)
  if (!isStopped()) await removePeople(context, range, work)
  if (!isStopped()) await settle(context, importId, range)
  report.end()
  return readImport(sql, importId).takenBack ?? { removed: 0, restored: 0, kept: 0, merged: 0 }
}

interface Range {
  readonly first: number
  readonly last: number
  readonly options: string
}

/** Counts, once, who stays because of a merge: whoever has journals of this import is counted with these. */
function countMerged(sql: Database, importId: number, { first, last }: Range): void {
  sql
    .prepare(`
      UPDATE imports SET merged = (
        SELECT count(*) FROM people WHERE people.import_id IS NOT @importId
          AND id IN (SELECT into_id FROM merged_people WHERE id BETWEEN @first AND @last
                     UNION SELECT into_id FROM merged_people WHERE into_id BETWEEN @first AND @last)
          AND NOT EXISTS (SELECT 1 FROM import_changes
                          WHERE import_changes.import_id = @importId AND person_id = people.id AND before IS NOT NULL))
      WHERE id = @importId AND merged IS NULL`)
    .run({ importId, first, last })
}

/** In people and entries; the orders are walked along as a whole. */
function countWork(sql: Database, importId: number, { first, last }: Range): number {
  const count = (table: string): number =>
    Number(sql.prepare(`SELECT count(*) FROM ${table} WHERE import_id = ?`).pluck().get(importId))
  const everyone = Number(sql.prepare('SELECT count(*) FROM person_names').pluck().get())
  return count('import_changes') + count('import_marks') + 2 * everyone + Math.max(0, last - first + 1)
}

async function removePeople(
  context: EngineContext,
  range: Range,
  { importId, stored, isStopped }: BackWork,
): Promise<void> {
  const { sql } = context.workspace
  const where = 'id BETWEEN ? AND ? AND import_id = ?'
  const list = sql.prepare(`SELECT json_group_array(id) FROM people WHERE ${where}`).pluck()
  const deletion = sql.prepare(`DELETE FROM people WHERE ${where}`)
  const count = sql.prepare('UPDATE imports SET removed = removed + ? WHERE id = ?')
  const remove = sql.transaction((first: number, last: number) => {
    cancelMessagesOf(context, list.get(first, last, importId) as string)
    count.run(deletion.run(first, last, importId).changes, importId)
  })
  for (let first = range.first; first <= range.last && !isStopped(); first += peopleAtOnce) {
    const last = Math.min(first + peopleAtOnce - 1, range.last)
    remove.immediate(first, last)
    stored(last - first + 1)
    await breathe()
  }
}

async function settle(context: EngineContext, importId: number, { options }: Range): Promise<void> {
  const stored = JSON.parse(options) as StoredOptions
  await clearTraces(context, importId, stored)
  context.workspace.sql.prepare('UPDATE imports SET is_settled = 1 WHERE id = ?').run(importId)
  announcePeople(context)
  if (stored.list) context.publish('audiences.changed', {})
}
