import type { Database } from 'better-sqlite3'
import { undoStepsSchema, type UndoSteps } from '../../../shared/contract/workflows.ts'

interface Place {
  readonly id: number
  readonly revision: number
}

/** What can be undone in the draft of a workflow; null where nothing was kept for this revision of it. */
export function readUndoSteps(sql: Database, { id, revision }: Place): UndoSteps | null {
  const steps = sql
    .prepare('SELECT steps FROM workflow_undo WHERE workflow_id = ? AND revision = ?')
    .pluck()
    .get(id, revision)
  if (typeof steps !== 'string') return null
  const read = undoStepsSchema.safeParse(JSON.parse(steps))
  return read.success ? read.data : null
}

/** Keeps what can be undone from a revision on; a later revision that comes without steps has none. */
export function keepUndoSteps(sql: Database, { id, revision }: Place, steps: UndoSteps): void {
  sql
    .prepare(
      `INSERT INTO workflow_undo (workflow_id, revision, steps) VALUES (?, ?, ?)
       ON CONFLICT (workflow_id) DO UPDATE SET revision = excluded.revision, steps = excluded.steps`,
    )
    .run(id, revision, JSON.stringify(steps))
}
