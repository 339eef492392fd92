import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { OwnTemplate, workflowTemplateCalls } from '../../../shared/contract/workflow-templates.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { refuseReadOnly } from '../workflow-files/sources.ts'
import { readDraft } from '../workflows/read-workflow.ts'

/** Answers the calls about templates that people have made. */
export function workflowTemplateHandlers({
  workspace: { sql },
  clock,
}: EngineContext): HandlersOf<typeof workflowTemplateCalls> {
  return {
    'workflowTemplates.list': () => {
      const rows = sql
        .prepare(
          `SELECT id, name, description, document, created_at AS createdAt
           FROM workflow_templates ORDER BY name COLLATE NOCASE, id`,
        )
        .all() as (Omit<OwnTemplate, 'document'> & { readonly document: string })[]
      return rows.map(row => ({ ...row, document: JSON.parse(row.document) as WorkflowDocument }))
    },
    'workflowTemplates.add': ({ workflowId, name, description }) => {
      const { document } = readDraft(sql, workflowId)
      refuseReadOnly(sql, workflowId)
      const { lastInsertRowid } = sql
        .prepare(
          'INSERT INTO workflow_templates (name, description, document, created_at) VALUES (?, ?, ?, ?)',
        )
        .run(name, description, JSON.stringify(document), clock.now())
      return { id: Number(lastInsertRowid) }
    },
    'workflowTemplates.remove': ({ id }) => {
      const { changes } = sql.prepare('DELETE FROM workflow_templates WHERE id = ?').run(id)
      if (changes === 0) throw new UserError('workflow-template/not-found')
      return {}
    },
  }
}
