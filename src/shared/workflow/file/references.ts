import type { WorkflowDocument } from '../../workflow-document.ts'

/** Things of a workspace that settings name by their number. */
export const referenceKinds = [
  'audience',
  'line',
  'list',
  'tag',
  'delivery',
  'import',
  'workflow',
  'campaign',
  'tester',
] as const
export type ReferenceKind = (typeof referenceKinds)[number]

/** Settings that hold such a number, or several, wherever they stand, also in activities that are not known here. */
const keysOfReferences: Readonly<Record<string, ReferenceKind>> = {
  audienceId: 'audience',
  audienceIds: 'audience',
  lineId: 'line',
  lineIds: 'line',
  listId: 'list',
  listIds: 'list',
  tagId: 'tag',
  tagIds: 'tag',
  deliveryId: 'delivery',
  deliveryIds: 'delivery',
  importId: 'import',
  workflowId: 'workflow',
  campaignId: 'campaign',
  testerIds: 'tester',
}

/** Gives each number in the settings of all activities another one. */
export function mapReferences(
  document: WorkflowDocument,
  change: (kind: ReferenceKind, id: number) => number,
): WorkflowDocument {
  const activities = document.activities.map(activity => ({
    ...activity,
    settings: walk(activity.settings, change) as Record<string, unknown>,
  }))
  return { ...document, activities }
}

function walk(value: unknown, change: (kind: ReferenceKind, id: number) => number): unknown {
  if (Array.isArray(value)) return value.map(item => walk(item, change))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => {
    const kind = Object.hasOwn(keysOfReferences, key) ? keysOfReferences[key] : undefined
    return [key, kind === undefined ? walk(item, change) : changed(item, id => change(kind, id))] as const
  })
  return Object.fromEntries(entries)
}

function changed(value: unknown, change: (id: number) => number): unknown {
  if (Array.isArray(value)) return value.map(item => changed(item, change))
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? change(value) : value
}

/** Numbers from here on stand for things that are not in this workspace: no row ever has one. */
export const lostFrom = 9_000_000_000_000

/** Whether a number stands for something that is not in this workspace. */
export function isLost(id: number): boolean {
  return id >= lostFrom
}
