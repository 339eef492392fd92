import type { ActivityKind } from '../../../../shared/activities/index.ts'
import type { WorkflowIssue } from '../../../../shared/contract/workflows.ts'
import type { WorkflowChange } from '../../../../shared/workflow/change.ts'
import type { AddPlace } from '../state/use-adding.ts'

/** What mends an issue: something that is done at once, a dialog, or the place where a person mends it. */
export type Fix = { readonly word: FixWord } & (
  | { readonly do: 'change'; readonly change: WorkflowChange }
  | { readonly do: 'add'; readonly place: AddPlace; readonly kind?: ActivityKind }
  | { readonly do: 'connect'; readonly activityId: string }
  | { readonly do: 'show'; readonly transitionIds: readonly string[] }
  | { readonly do: 'open'; readonly activityId: string; readonly path: string }
  | { readonly do: 'properties' }
)

/** What the button of a fix says. */
export const fixWords = [
  'addFirst',
  'addBefore',
  'addScheduler',
  'connect',
  'removeActivity',
  'removeTransition',
  'showTransitions',
  'chooseAudience',
  'chooseLine',
  'chooseFile',
  'chooseDate',
  'editText',
  'editSchedule',
  'editRule',
  'open',
  'properties',
] as const
export type FixWord = (typeof fixWords)[number]

/** How an issue is mended, by its code; whatever has no fix of its own is mended in the settings. */
export function fixOf(issue: WorkflowIssue, incoming: (activityId: string) => readonly string[]): Fix {
  const { code, activityId, transitionId } = issue
  if (code === 'workflow-empty') return { word: 'addFirst', do: 'add', place: { at: 'end' } }
  if (transitionId !== null) {
    const change = { type: 'disconnect', transitionIds: [transitionId] } as const
    return { word: 'removeTransition', do: 'change', change }
  }
  if (activityId === null) return { word: 'properties', do: 'properties' }
  switch (code) {
    case 'audience-none':
    case 'combine-alone':
      return { word: 'addBefore', do: 'add', place: { at: 'before', activityId } }
    case 'series-unscheduled': {
      const place = { at: 'before', activityId: String(issue.data['source'] ?? activityId) } as const
      return { word: 'addScheduler', do: 'add', place, kind: 'scheduler' }
    }
    case 'activity-unconnected':
      return { word: 'connect', do: 'connect', activityId }
    case 'activity-unknown':
      return { word: 'removeActivity', do: 'change', change: { type: 'remove', activityIds: [activityId] } }
    case 'inlet-crowded':
      return { word: 'showTransitions', do: 'show', transitionIds: incoming(activityId) }
    default:
      return { word: wordOf(code), do: 'open', activityId, path: issue.path ?? '' }
  }
}

/** What is to be done in the settings, by how a code begins. */
const words: readonly (readonly [beginning: string, word: FixWord])[] = [
  ['audience-name', 'open'],
  ['audience-', 'chooseAudience'],
  ['list-', 'chooseAudience'],
  ['line-', 'chooseLine'],
  ['lost-audience', 'chooseAudience'],
  ['lost-line', 'chooseLine'],
  ['load-no-file', 'chooseFile'],
  ['load-not-chosen-here', 'chooseFile'],
  ['load-file-gone', 'chooseFile'],
  ['template-', 'editText'],
  ['rule-', 'editRule'],
  ['schedule', 'editSchedule'],
  ['date-missing', 'chooseDate'],
  ['wait-past', 'chooseDate'],
]

function wordOf(code: string): FixWord {
  return words.find(([beginning]) => code.startsWith(beginning))?.[1] ?? 'open'
}
