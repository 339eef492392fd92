import Sqlite, { type Database } from 'better-sqlite3'
import { UserError, type ErrorData } from '../../../../shared/errors.ts'
import type { EngineContext } from '../../context.ts'
import { reportBug } from '../../report-bug.ts'
import { addChoices } from '../field-choices.ts'
import { announcePeople } from '../people-revision.ts'
import type { ImportPlan } from './import-plan.ts'
import { createReport } from './import-report.ts'
import type { ImportTally } from './import-tally.ts'
import { runImport } from './run-import.ts'

/** Why an import failed, as it is stored. */
export interface ImportTrouble {
  readonly code: string
  readonly data: ErrorData
}

/**
 * Reads a planned import to its end and stores how it ended.
 * @param ending why it should stop now, asked again and again; a shutdown leaves it as it is for the next start
 * @returns whether its people stay
 */
export async function settleImport(
  context: EngineContext,
  plan: ImportPlan,
  ending: () => 'cancel' | 'shutdown' | undefined,
): Promise<boolean> {
  const report = createReport(context, plan.id, plan.source.bytes)
  try {
    const tally = await runImport(context, plan, {
      stored: step => report.tell(step),
      isStopped: () => ending() !== undefined,
    })
    if (tally) finish(context, plan, tally)
    else if (ending() === 'shutdown') return false
    else endImport(context, plan.id, { state: 'cancelled', error: null })
    return tally !== undefined
  } catch (error) {
    fail(context, plan.id, explain(context, error))
    return false
  } finally {
    report.end()
  }
}

/** With this, the people of the import and everything about it are there for everyone. */
function finish(context: EngineContext, plan: ImportPlan, tally: ImportTally): void {
  const { sql } = context.workspace
  const settle = sql.transaction(() => {
    const widen = sql.prepare("UPDATE person_fields SET type = 'text' WHERE key = ?")
    for (const key of tally.mixedFields) widen.run(key)
    growChoices(sql, plan, tally)
    endImport(context, plan.id, { state: 'finished', error: null })
  })
  settle.immediate()
  announcePeople(context)
  if (plan.list) context.publish('audiences.changed', {})
}

/** What is added to a choice that was there before is kept with the import, so that it can be taken away again. */
function growChoices(sql: Database, { id, columns }: ImportPlan, tally: ImportTally): void {
  const added: Record<string, string[]> = {}
  for (const { key, isNew } of columns.fields) {
    const values = [...(tally.newChoices.get(key)?.values() ?? [])]
    if (values.length === 0 || tally.mixedFields.has(key)) continue
    addChoices(sql, key, values)
    if (!isNew) added[key] = values
  }
  sql
    .prepare("UPDATE imports SET options = json_set(options, '$.addedChoices', json(?)) WHERE id = ?")
    .run(JSON.stringify(added), id)
}

/** Stores how the reading of an import ended; one that is not finished stays hidden until it is taken back. */
export function endImport(
  { workspace, clock }: EngineContext,
  id: number,
  { state, error }: { state: 'finished' | 'cancelled' | 'failed'; error: ImportTrouble | null },
): void {
  workspace.sql
    .prepare('UPDATE imports SET state = ?, error = ?, is_settled = ?, finished_at = ? WHERE id = ?')
    .run(state, error && JSON.stringify(error), state === 'finished' ? 1 : 0, clock.now(), id)
}

/** Where not even this can be written, the next start finds the import cut off and takes it back. */
function fail(context: EngineContext, id: number, error: ImportTrouble): void {
  try {
    endImport(context, id, { state: 'failed', error })
  } catch (worse) {
    reportBug(context, 'storing a failed import', { error: worse })
  }
}

function explain(context: EngineContext, error: unknown): ImportTrouble {
  if (error instanceof UserError) return { code: error.code, data: error.data }
  if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_FULL')) {
    return { code: 'workspace/disk-full', data: { path: context.workspace.path } }
  }
  return { code: 'engine/bug', data: { reference: reportBug(context, 'import', { error }) } }
}
