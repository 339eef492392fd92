import type { Workflow } from '../../../shared/contract/workflows.ts'
import { dropSchedule } from '../../../shared/workflow/drop-schedule.ts'
import type { EngineContext } from '../context.ts'
import { readDraft, readWorkflow } from '../workflows/read-workflow.ts'
import { createWorkflow } from '../workflows/save-workflow.ts'

/**
 * A workflow of its own that is drawn the same, in the same campaign. It has no runs, and its incremental queries have
 * returned nobody yet; its deliveries start when they are confirmed, whatever dates the other's had (SD-19).
 * @throws UserError `workflow/not-found`
 */
export function duplicateWorkflow(
  context: EngineContext,
  { id, name }: { readonly id: number; readonly name: string },
): Workflow {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const { document } = readDraft(sql, id)
    const activities = document.activities.map(dropSchedule)
    const copy = createWorkflow(context, name, { ...document, activities })
    const ids = { from: id, to: copy.id }
    sql
      .prepare(
        'UPDATE workflows SET campaign_id = (SELECT campaign_id FROM workflows WHERE id = @from) WHERE id = @to',
      )
      .run(ids)
    sql
      .prepare(
        'INSERT INTO workflow_sources SELECT @to, reason, text FROM workflow_sources WHERE workflow_id = @from',
      )
      .run(ids)
    sql
      .prepare(
        `INSERT INTO workflow_lost_references
         SELECT @to, kind, number, name FROM workflow_lost_references WHERE workflow_id = @from`,
      )
      .run(ids)
    return readWorkflow(sql, copy.id)
  })()
}
