import type { UndoSteps, Workflow } from '../../../shared/contract/workflows.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { followDrawing } from '../deliveries/describe-delivery.ts'
import { refuseReadOnly } from '../workflow-files/sources.ts'
import { readWorkflow, readWorkflowState } from './read-workflow.ts'
import { keepUndoSteps } from './undo-steps.ts'

/** A new workflow with a document of its own. */
export function createWorkflow(context: EngineContext, name: string, document: WorkflowDocument): Workflow {
  const { sql } = context.workspace
  const now = context.clock.now()
  const { lastInsertRowid } = sql
    .prepare('INSERT INTO workflows (name, document, created_at, updated_at) VALUES (?, ?, ?, ?)')
    .run(name, JSON.stringify(document), now, now)
  const id = Number(lastInsertRowid)
  context.publish('workflows.changed', { id })
  return readWorkflow(sql, id)
}

/** What a window saves; `steps` lead away from the document, so that they can be undone after a restart. */
export interface SavedDraft {
  readonly id: number
  readonly document: WorkflowDocument
  readonly revision: number
  readonly steps?: UndoSteps | undefined
}

/**
 * Replaces the document, unless somebody else did since `revision`.
 * @returns the new revision
 * @throws UserError `workflow/changed-elsewhere`, `workflow/not-found`, `workflow/read-only`
 */
export function saveWorkflow(context: EngineContext, { id, document, revision, steps }: SavedDraft): number {
  const { sql } = context.workspace
  sql.transaction(() => {
    refuseReadOnly(sql, id)
    const { changes } = sql
      .prepare(
        `UPDATE workflows SET document = ?, revision = revision + 1, updated_at = ? WHERE id = ? AND revision = ?`,
      )
      .run(JSON.stringify(document), context.clock.now(), id, revision)
    if (changes === 0) {
      throw new UserError('workflow/changed-elsewhere', { name: readWorkflow(sql, id).name })
    }
    followDrawing(context, id, document)
    if (steps) keepUndoSteps(sql, { id, revision: revision + 1 }, steps)
  })()
  context.publish('workflows.changed', { id })
  return revision + 1
}

/** @throws UserError `workflow/not-found` */
export function renameWorkflow(context: EngineContext, id: number, name: string): void {
  const { changes } = context.workspace.sql
    .prepare('UPDATE workflows SET name = ?, updated_at = ? WHERE id = ?')
    .run(name, context.clock.now(), id)
  if (changes === 0) throw new UserError('workflow/not-found')
  context.publish('workflows.changed', { id })
}

/**
 * Removes a workflow with its runs. Its deliveries stay, as what was sent; populations that nothing shows any more are
 * let go of, for `discardPopulations`.
 * @throws UserError `workflow/running`, `workflow/not-found`
 */
export function removeWorkflow(context: EngineContext, id: number): void {
  const { sql } = context.workspace
  sql.transaction(() => {
    const { name, state } = readWorkflowState(sql, id)
    if (state === 'started' || state === 'paused') throw new UserError('workflow/running', { name })
    sql.prepare('DELETE FROM workflows WHERE id = ?').run(id)
  })()
  context.publish('workflows.changed', { id })
}
