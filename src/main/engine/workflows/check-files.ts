import { access } from 'node:fs/promises'
import { loadFile } from '../../../shared/activities/load-file.ts'
import type { WorkflowIssue } from '../../../shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { findKept } from '../files/kept-file.ts'

/**
 * Files that are not where they were chosen, as warnings: they may be put there before the workflow comes to them. Asked
 * beside everything else, because a folder in the network may take its time.
 */
export async function checkFiles(
  { workspace: { sql }, files }: EngineContext,
  { activities }: WorkflowDocument,
): Promise<WorkflowIssue[]> {
  const issues = activities.map(async ({ id, kind, settings }): Promise<WorkflowIssue[]> => {
    const file = kind === loadFile.kind ? loadFile.settings.safeParse(settings).data?.file : undefined
    const place = file && file.use !== 'copy' ? findKept(sql, file.key)?.place : undefined
    const path = place ? files.placeOf(place) : undefined
    if (!file || path === undefined || (await isThere(path))) return []
    const where = { activityId: id, transitionId: null, path: 'file' }
    return [{ ...where, code: 'load-file-gone', data: { file: file.name }, severity: 'warning' }]
  })
  return (await Promise.all(issues)).flat()
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
