import type { Database } from 'better-sqlite3'
import type { WorkflowIssue } from '../../../shared/contract/workflows.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import { isLost, mapReferences, type ReferenceKind } from '../../../shared/workflow/file/references.ts'
import { findThingName } from './named-things.ts'

/** Issues that say that something is gone, which for what came by a file is said with its name. */
const goneCodes: Readonly<Record<string, ReferenceKind>> = {
  'audience-missing': 'audience',
  'rule-audience-gone': 'audience',
  'line-gone': 'line',
  'rule-list-gone': 'list',
  'subscription-list-gone': 'list',
  'rule-tag-gone': 'tag',
  'signal-workflow-gone': 'workflow',
}

interface Checked {
  readonly id: number
  readonly document: WorkflowDocument
  readonly issues: readonly WorkflowIssue[]
}

/**
 * The issues of a workflow, with what it still names that was not in this workspace when its file was opened: each by
 * its name, on its activity.
 */
export function nameLost(sql: Database, { id, document, issues }: Checked): WorkflowIssue[] {
  const left = [...issues]
  for (const activity of document.activities) {
    for (const { kind, number } of lostIn(document, activity)) {
      const at = left.findIndex(issue => issue.activityId === activity.id && goneCodes[issue.code] === kind)
      const named: WorkflowIssue = {
        activityId: activity.id,
        transitionId: null,
        code: `lost-${kind}`,
        data: { name: findThingName(sql, kind, { workflowId: id, id: number }) ?? '?' },
        path: left[at]?.path ?? null,
        severity: 'error',
      }
      if (at >= 0) left.splice(at, 1, named)
      else left.push(named)
    }
  }
  return left
}

interface LostThing {
  readonly kind: ReferenceKind
  readonly number: number
}

function lostIn(document: WorkflowDocument, activity: Activity): readonly LostThing[] {
  const lost = new Map<string, LostThing>()
  mapReferences({ ...document, activities: [activity] }, (kind, number) => {
    // What is in no campaign, and what no test person gets, can be sent all the same.
    if (isLost(number) && kind !== 'campaign' && kind !== 'tester')
      lost.set(`${kind} ${number}`, { kind, number })
    return number
  })
  return [...lost.values()]
}
