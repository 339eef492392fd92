import type { Activity, Transition, WorkflowDocument } from '../workflow-document.ts'
import type { PropertyChange } from './change.ts'
import { defaultWorkflowSettings, settingsOf, type WorkflowSettings } from './workflow-settings.ts'

/** The document after a change of what it says beside its lines, or the very same one where nothing came of it. */
export function changeProperties(document: WorkflowDocument, change: PropertyChange): WorkflowDocument {
  switch (change.type) {
    case 'set-mode':
      return eachActivity(document, change.activityIds, ({ mode: _, ...activity }) =>
        change.mode === 'normal' ? activity : { ...activity, mode: change.mode },
      )
    case 'set-error-policy':
      return eachActivity(document, change.activityIds, ({ errorPolicy: _, ...activity }) =>
        change.errorPolicy === null ? activity : { ...activity, errorPolicy: change.errorPolicy },
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
  const { label: _, ...bare } = found
  const next: Transition = label === '' ? bare : { ...bare, label }
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
  const { settings: _, ...rest } = document
  return said.length > 0 ? { ...rest, settings: Object.fromEntries(said) } : rest
}
