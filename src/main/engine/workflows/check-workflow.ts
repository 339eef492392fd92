import { isTimeZone } from '../../../shared/schedule/instant-of.ts'
import { settingsOf } from '../../../shared/workflow/workflow-settings.ts'
import type { WorkflowIssue } from '../../../shared/contract/workflows.ts'
import { isActivityKind } from '../../../shared/activities/index.ts'
import type { Activity, Transition, WorkflowDocument } from '../../../shared/workflow-document.ts'
import {
  findActivity,
  definitionOf,
  incomingOf,
  inletsOf,
  outgoingOf,
  outletsOf,
} from '../../../shared/workflow/graph.ts'
import { circlesOf, type Circle } from '../../../shared/workflow/circles.ts'
import { carriesPeople } from '../../../shared/workflow/carries-people.ts'
import type { CheckFacts } from '../activities/activity-runner.ts'
import { checkSettings } from '../activities/index.ts'

/** Everything that keeps a workflow from starting (`error`) or that a person should look at (`warning`). */
export function checkWorkflow(document: WorkflowDocument, facts: CheckFacts): WorkflowIssue[] {
  if (document.activities.length === 0) return [issue({ code: 'workflow-empty' })]
  return [
    ...checkZone(document),
    ...document.activities.flatMap(activity => checkActivity(document, activity, facts)),
    ...document.transitions.flatMap(transition => checkTransition(document, transition)),
    ...circlesOf(document).map(circle => circleIssue(document, circle)),
  ]
}

/** Whether a check found anything that keeps the workflow from starting. */
export function hasErrors(issues: readonly WorkflowIssue[]): boolean {
  return issues.some(found => found.severity === 'error')
}

/** In a zone that is not known, no schedule would ever fire. */
function checkZone(document: WorkflowDocument): WorkflowIssue[] {
  const { timeZone } = settingsOf(document)
  if (timeZone === null || isTimeZone(timeZone)) return []
  return [issue({ code: 'time-zone-unknown', path: 'timeZone', data: { name: timeZone } })]
}

/** A jump that closes a circle is no transition that could be removed: the activity that it leaves is named then. */
function circleIssue({ transitions }: WorkflowDocument, { activities, closing }: Circle): WorkflowIssue {
  const names = [...activities, ...activities.slice(0, 1)].map(({ label, kind }) => label || kind).join(' → ')
  const isDrawn = transitions.some(({ id }) => id === closing.id)
  const place = isDrawn ? { transitionId: closing.id } : { activityId: closing.from }
  return issue({ code: 'transition-cycle', data: { names }, ...place })
}

function checkActivity(document: WorkflowDocument, activity: Activity, facts: CheckFacts): WorkflowIssue[] {
  const { id: activityId, kind, settings } = activity
  if (!isActivityKind(kind)) return [issue({ code: 'activity-unknown', activityId, data: { kind } })]
  const problems = checkSettings({ kind, settings }, facts, { document, activityId }).map(problem =>
    issue({ activityId, ...problem }),
  )
  return [...problems, ...checkPlace(document, activity)]
}

function checkPlace(document: WorkflowDocument, activity: Activity): WorkflowIssue[] {
  const { id: activityId } = activity
  const issues: WorkflowIssue[] = []
  const inlets = inletsOf(activity)
  // Any number may jump to one place; an inlet is for what is drawn.
  const incoming = document.transitions.filter(({ to }) => to === activityId).length
  const most = { none: 0, optional: 1, one: 1, many: Number.POSITIVE_INFINITY }[inlets]
  const definition = definitionOf(activity.kind)
  const hasNobody = definition?.needsPeople && !bringsPeople(document, activityId)
  if (hasNobody || ((inlets === 'one' || inlets === 'many') && incoming === 0))
    issues.push(issue({ code: 'audience-none', activityId }))
  if (incoming > most) issues.push(issue({ code: 'inlet-crowded', activityId }))
  const leadsNowhere =
    outletsOf(document, activity).length > 0 && outgoingOf(document, activityId).length === 0
  if (leadsNowhere && !definition?.mayEnd) {
    issues.push(issue({ code: 'activity-unconnected', activityId, severity: 'warning' }))
  }
  return issues
}

function bringsPeople(document: WorkflowDocument, activityId: string): boolean {
  return incomingOf(document, activityId).some(({ from }) => carriesPeople(document, from))
}

function checkTransition(document: WorkflowDocument, transition: Transition): WorkflowIssue[] {
  const source = findActivity(document, transition.from)
  const hasEnds = source !== undefined && findActivity(document, transition.to) !== undefined
  if (hasEnds && outletsOf(document, source).includes(transition.outlet)) return []
  return [issue({ code: 'transition-dangling', transitionId: transition.id })]
}

function issue(found: Partial<WorkflowIssue> & Pick<WorkflowIssue, 'code'>): WorkflowIssue {
  return { activityId: null, transitionId: null, data: {}, path: null, severity: 'error', ...found }
}
