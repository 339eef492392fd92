import type { Activity, WorkflowDocument } from '../workflow-document.ts'
import type { PropertyChange } from './change.ts'
import { defaultWorkflowSettings, settingsOf, type WorkflowSettings } from './workflow-settings.ts'

/** The document after a change of what it says beside its lines, or the very same one where nothing came of it. */
export function changeProperties(document: WorkflowDocument, change: PropertyChange): WorkflowDocument {
  switch (change.type) {
    case 'set-mode':
      return eachActivity(document, change.activityIds, activity =>
        withPart(activity, 'mode', change.mode === 'normal' ? undefined : change.mode),
      )
    case 'set-error-policy':
      return eachActivity(document, change.activityIds, activity =>
        withPart(activity, 'errorPolicy', change.errorPolicy ?? undefined),
      )
    case 'label-transition':
      return labelTransition(document, change.transitionId, change.label.slice(0, 200))
    case 'set-workflow':
      return setWorkflow(document, change.settings)
  }
}

function eachActivity(
  document: WorkflowDocument,
  ids: readonly string[],
  change: (activity: Activity) => Activity,
): WorkflowDocument {
  const chosen = new Set(ids)
  const activities = document.activities.map(activity => {
    const next = chosen.has(activity.id) ? change(activity) : activity
    return next.mode === activity.mode && next.errorPolicy === activity.errorPolicy ? activity : next
  })
  const hasChanged = activities.some((activity, index) => activity !== document.activities[index])
  return hasChanged ? { ...document, activities } : document
}

function labelTransition(document: WorkflowDocument, id: string, label: string): WorkflowDocument {
  const found = document.transitions.find(transition => transition.id === id)
  if (!found || (found.label ?? '') === label) return document
  const next = withPart(found, 'label', label || undefined)
  return { ...document, transitions: document.transitions.map(each => (each === found ? next : each)) }
}

/** Only what differs from the defaults is kept, so that a document which says nothing special says nothing. */
function setWorkflow(document: WorkflowDocument, part: Partial<WorkflowSettings>): WorkflowDocument {
  const before = settingsOf(document)
  const after = { ...before, ...part }
  if (JSON.stringify(after) === JSON.stringify(before)) return document
  const said = Object.entries(after).filter(
    ([key, value]) =>
      JSON.stringify(value) !== JSON.stringify(defaultWorkflowSettings[key as keyof WorkflowSettings]),
  )
  return withPart(document, 'settings', said.length > 0 ? Object.fromEntries(said) : undefined)
}

/** A copy with a part written anew; undefined takes it away, so that it is not even named. */
function withPart<T extends object, K extends keyof T>(thing: T, key: K, value: T[K] | undefined): T {
  const next = { ...thing }
  if (value === undefined) delete next[key]
  else next[key] = value
  return next
}
