import Sqlite from 'better-sqlite3'
import { UserError, type ErrorData } from '../../../../shared/errors.ts'
import type { EngineContext } from '../../context.ts'
import { announcePeople } from '../people-revision.ts'
import type { ImportPlan } from './import-plan.ts'
import { readImport } from './import-row.ts'
import { runImport } from './run-import.ts'

/** Why an import failed, as it is stored. */
export interface ImportTrouble {
  readonly code: string
  readonly data: ErrorData
}

const pushesEvery = 200

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
  const report = createReport(context, plan)
  try {
    const isWhole = await runImport(context, plan, {
      stored: bytesRead => report(bytesRead, false),
      isStopped: () => ending() !== undefined,
    })
    if (!isWhole && ending() === 'shutdown') return false
    endImport(context, plan.id, { state: isWhole ? 'finished' : 'cancelled', error: null })
    if (isWhole) announcePeople(context)
    return isWhole
  } catch (error) {
    fail(context, plan.id, explain(context, error))
    return false
  } finally {
    report(plan.source.bytes, true)
  }
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

/** Logs a bug; gives the reference under which it is shown. */
export function logFailure({ log, random }: EngineContext, what: string, error: unknown): string {
  const reference = random
    .integer(36 ** 6)
    .toString(36)
    .padStart(6, '0')
  log.error(`${what} failed`, { reference, stack: error instanceof Error ? error.stack : String(error) })
  return reference
}

/** Where not even this can be written, the next start finds the import cut off and takes it back. */
function fail(context: EngineContext, id: number, error: ImportTrouble): void {
  try {
    endImport(context, id, { state: 'failed', error })
  } catch (worse) {
    logFailure(context, 'storing a failed import', worse)
  }
}

function explain(context: EngineContext, error: unknown): ImportTrouble {
  if (error instanceof UserError) return { code: error.code, data: error.data }
  if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_FULL')) {
    return { code: 'workspace/disk-full', data: { path: context.workspace.path } }
  }
  return { code: 'engine/bug', data: { reference: logFailure(context, 'import', error) } }
}

/** Tells clients at most five times a second, and at the end. */
function createReport(context: EngineContext, { id, source }: ImportPlan) {
  let reportedAt = Number.NEGATIVE_INFINITY
  return (bytesRead: number, isEnd: boolean): void => {
    const now = context.clock.now()
    if (!isEnd && now - reportedAt < pushesEvery) return
    reportedAt = now
    const current = readImport(context.workspace.sql, id)
    context.publish('import.progressed', { import: current, bytesRead, bytes: source.bytes })
  }
}
