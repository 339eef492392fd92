import type { Database } from 'better-sqlite3'
import type { FileLoad, LoadReason } from '../../../shared/contract/load-files.ts'
import { breathe } from '../people/breathe.ts'

/** What is counted while a file is loaded. */
export interface LoadTally {
  rows: number
  people: number
  readonly reasons: Map<LoadReason, number>
  readonly problems: Map<string, number>
}

/** Nothing counted yet. */
export function createLoadTally(): LoadTally {
  return { rows: 0, people: 0, reasons: new Map(), problems: new Map() }
}

/** Adds to a count. */
export function count<K>(counts: Map<K, number>, key: K, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

/** Which task loads. */
export interface LoadPlace {
  readonly runId: number
  readonly activityId: string
}

/** The load of a task that was begun before, with the import that it made; undefined for none. */
export function findLoad(
  sql: Database,
  { runId, activityId }: LoadPlace,
): { readonly id: number; readonly importId: number | null } | undefined {
  return sql
    .prepare('SELECT id, import_id AS importId FROM file_loads WHERE run_id = ? AND activity_id = ?')
    .get(runId, activityId) as { id: number; importId: number | null } | undefined
}

/** Begins the load of a task, in place of one that was cut off; what that one knew of an import stays known. */
export async function beginLoad(
  sql: Database,
  place: LoadPlace,
  file: { readonly name: string; readonly header: readonly string[] | null; readonly at: number },
): Promise<{ readonly id: number; readonly importId: number | null }> {
  await sweepLoads(sql)
  const before = findLoad(sql, place)
  if (before) await removeLoad(sql, before.id)
  const importId = before?.importId ?? null
  const { lastInsertRowid } = sql
    .prepare(
      `INSERT INTO file_loads (run_id, activity_id, file_name, header, at, import_id)
       VALUES (@runId, @activityId, @name, @header, @at, @importId)`,
    )
    .run({ ...place, ...file, header: file.header && JSON.stringify(file.header), importId })
  return { id: Number(lastInsertRowid), importId }
}

/** Stores what came of a load. */
export function endLoad(
  sql: Database,
  id: number,
  { tally, added }: { readonly tally: LoadTally; readonly added: number },
): void {
  sql
    .prepare(
      `UPDATE file_loads SET is_whole = 1, rows = @rows, people = @people, added = @added, reasons = @reasons,
         problems = @problems WHERE id = @id`,
    )
    .run({
      id,
      added,
      rows: tally.rows,
      people: tally.people,
      reasons: JSON.stringify(Object.fromEntries([...tally.reasons].filter(([, rows]) => rows > 0))),
      problems: JSON.stringify(Object.fromEntries(tally.problems)),
    })
}

/** The last load of an activity that came to its end; null where there was none. */
export function readLastLoad(
  sql: Database,
  { workflowId, activityId }: { readonly workflowId: number; readonly activityId: string },
): FileLoad | null {
  const row = sql
    .prepare(
      `SELECT loads.id, run_id AS runId, file_name AS fileName, at, rows, people, added, import_id AS importId,
         reasons, problems
       FROM file_loads loads JOIN workflow_runs runs ON runs.id = run_id
       WHERE workflow_id = ? AND activity_id = ? AND is_whole = 1 ORDER BY loads.id DESC LIMIT 1`,
    )
    .get(workflowId, activityId) as
    | (Omit<FileLoad, 'reasons' | 'problems'> & { reasons: string; problems: string })
    | undefined
  if (!row) return null
  return {
    ...row,
    reasons: JSON.parse(row.reasons) as FileLoad['reasons'],
    problems: JSON.parse(row.problems) as FileLoad['problems'],
  }
}

/** Loads whose runs are gone. */
async function sweepLoads(sql: Database): Promise<void> {
  const loose = sql.prepare('SELECT id FROM file_loads WHERE run_id IS NULL').pluck().all() as number[]
  for (const id of loose) await removeLoad(sql, id)
}

async function removeLoad(sql: Database, id: number): Promise<void> {
  const remove = sql.prepare(
    `DELETE FROM file_load_rows WHERE (load_id, line) IN
       (SELECT load_id, line FROM file_load_rows WHERE load_id = ? LIMIT 2000)`,
  )
  while (remove.run(id).changes > 0) await breathe()
  sql.prepare('DELETE FROM file_loads WHERE id = ?').run(id)
}
