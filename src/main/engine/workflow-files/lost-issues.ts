import type { Database } from 'better-sqlite3'
import type { WorkflowIssue } from '../../../shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { isLost, mapReferences, type ReferenceKind } from '../../../shared/workflow/file/references.ts'
import { findThingName } from './named-things.ts'

/** What a drawing still names that was not in this workspace when its file was opened, each on its activity. */
export function findLostIssues(
  sql: Database,
  workflowId: number,
  document: WorkflowDocument,
): WorkflowIssue[] {
  return document.activities.flatMap(activity => {
    const lost = new Map<string, { kind: ReferenceKind; id: number }>()
    mapReferences({ ...document, activities: [activity] }, (kind, id) => {
      if (isLost(id)) lost.set(`${kind} ${id}`, { kind, id })
      return id
    })
    return [...lost.values()].map(({ kind, id }) => ({
      activityId: activity.id,
      transitionId: null,
      code: `lost-${kind}`,
      data: { name: findThingName(sql, kind, { workflowId, id }) ?? '?' },
      path: null,
      severity: 'error' as const,
    }))
  })
}
