import type { EngineContext } from '../context.ts'
import { saveWorkflow } from './save-workflow.ts'
import { readVersion } from './versions.ts'
import { writeLog } from './write-log.ts'

/**
 * Makes a version the draft of its workflow; what runs stays as it is until that is published.
 * @returns the new revision
 * @throws UserError `workflow/version-not-found`, `workflow/changed-elsewhere`
 */
export function restoreVersion(
  context: EngineContext,
  { versionId, revision }: { readonly versionId: number; readonly revision: number },
): number {
  const { sql } = context.workspace
  return sql.transaction(() => {
    const { workflowId, number, document } = readVersion(sql, versionId)
    writeLog(context, { workflowId, code: 'restored', data: { version: number } })
    return saveWorkflow(context, { id: workflowId, document, revision })
  })()
}
