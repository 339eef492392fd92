import type { Activity, Transition, WorkflowDocument } from '../workflow-document.ts'
import { isSame } from '../is-same.ts'
import { settingsOf, type WorkflowSettings } from './workflow-settings.ts'

/** A setting that says something else, with where it stands in the settings; absent values are undefined. */
export interface SettingDifference {
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

/** One thing that differs between two drawings. Where activities stand makes no difference. */
export type DocumentDifference =
  | { readonly type: 'activity-added' | 'activity-removed'; readonly activity: Activity }
  | { readonly type: 'activity-renamed'; readonly activity: Activity; readonly before: string }
  | {
      readonly type: 'activity-changed'
      readonly activity: Activity
      readonly settings: readonly SettingDifference[]
    }
  | { readonly type: 'transition-added' | 'transition-removed'; readonly transition: Transition }
  | { readonly type: 'workflow-changed'; readonly setting: keyof WorkflowSettings }
  | { readonly type: 'notes-changed' }

/** What makes one drawing another: activities first, then transitions, then the workflow as a whole. */
export function compareDocuments(from: WorkflowDocument, to: WorkflowDocument): DocumentDifference[] {
  return [
    ...compareActivities(from, to),
    ...compareTransitions(from, to),
    ...compareSettings(from, to),
    ...(isSame(from.notes ?? [], to.notes ?? []) ? [] : [{ type: 'notes-changed' } as const]),
  ]
}

function compareActivities(from: WorkflowDocument, to: WorkflowDocument): DocumentDifference[] {
  const before = new Map(from.activities.map(activity => [activity.id, activity]))
  const after = new Set(to.activities.map(({ id }) => id))
  const removed = from.activities.filter(({ id }) => !after.has(id))
  return [
    ...to.activities.flatMap(activity => {
      const old = before.get(activity.id)
      return old ? compareActivity(old, activity) : [{ type: 'activity-added', activity } as const]
    }),
    ...removed.map(activity => ({ type: 'activity-removed', activity }) as const),
  ]
}

function compareActivity(old: Activity, activity: Activity): DocumentDifference[] {
  const said = ({ kind, settings, mode = 'normal', errorPolicy }: Activity): object => ({
    ...settings,
    ...(kind === activity.kind ? {} : { kind }),
    mode,
    errorPolicy,
  })
  const settings = differencesIn(said(old), said(activity))
  return [
    ...(old.label === activity.label
      ? []
      : [{ type: 'activity-renamed', activity, before: old.label } as const]),
    ...(settings.length === 0 ? [] : [{ type: 'activity-changed', activity, settings } as const]),
  ]
}

/** Rules are trees that are shown as a whole; everything else is followed down to its values. */
function differencesIn(before: unknown, after: unknown, path: readonly string[] = []): SettingDifference[] {
  if (isSame(before, after)) return []
  if (!isTree(before) || !isTree(after) || path.at(-1) === 'rule' || path.at(-1) === 'filter') {
    return [{ path, before, after }]
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].flatMap(key => differencesIn(before[key], after[key], [...path, key]))
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function compareTransitions(from: WorkflowDocument, to: WorkflowDocument): DocumentDifference[] {
  const key = ({ from: source, outlet, to: target, label = '' }: Transition): string =>
    JSON.stringify([source, outlet, target, label])
  const before = new Set(from.transitions.map(key))
  const after = new Set(to.transitions.map(key))
  return [
    ...to.transitions
      .filter(transition => !before.has(key(transition)))
      .map(transition => ({ type: 'transition-added', transition }) as const),
    ...from.transitions
      .filter(transition => !after.has(key(transition)))
      .map(transition => ({ type: 'transition-removed', transition }) as const),
  ]
}

function compareSettings(from: WorkflowDocument, to: WorkflowDocument): DocumentDifference[] {
  const [before, after] = [settingsOf(from), settingsOf(to)]
  const keys = Object.keys(after) as (keyof WorkflowSettings)[]
  return keys
    .filter(setting => !isSame(before[setting], after[setting]))
    .map(setting => ({ type: 'workflow-changed', setting }))
}
