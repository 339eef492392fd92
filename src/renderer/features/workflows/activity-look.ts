import {
  CalendarClock,
  CircleHelp,
  CirclePlay,
  Columns3,
  CopyMinus,
  FileSpreadsheet,
  Flag,
  GitFork,
  GitMerge,
  Hourglass,
  ListChecks,
  ListPlus,
  LogIn,
  LogOut,
  MessageSquareText,
  Repeat,
  Signpost,
  Split,
  SquaresUnite,
  Stamp,
  UserPen,
  UserRoundCheck,
  UserRoundMinus,
  UserRoundPlus,
  UsersRound,
  Zap,
} from '@lucide/vue'
import type { Component } from 'vue'
import { expiredOutlet } from '../../../shared/activities/approval.ts'
import { activityDefinitions, isActivityKind, type ActivityKind } from '../../../shared/activities/index.ts'
import { remainderOutlet } from '../../../shared/activities/split.ts'
import { defaultOutlet } from '../../../shared/activities/test.ts'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { Activity } from '../../../shared/workflow-document.ts'
import { numberOfSubset } from './settings/split/subset-drafts.ts'

type Translate = (key: string, named?: Record<string, unknown>) => string

const icons: Readonly<Record<ActivityKind, Component>> = {
  'build-audience': UsersRound,
  'read-list': ListChecks,
  'load-file': FileSpreadsheet,
  'incremental-query': UserRoundPlus,
  combine: SquaresUnite,
  split: Split,
  deduplication: CopyMinus,
  enrichment: Columns3,
  'save-audience': ListPlus,
  'update-data': UserPen,
  start: CirclePlay,
  end: Flag,
  scheduler: CalendarClock,
  wait: Hourglass,
  fork: GitFork,
  'and-join': GitMerge,
  test: Signpost,
  approval: Stamp,
  'jump-out': LogOut,
  'jump-in': LogIn,
  'external-signal': Zap,
  sms: MessageSquareText,
  'sms-recurring': Repeat,
  subscribe: UserRoundCheck,
  unsubscribe: UserRoundMinus,
}

/** Kinds in palette order. */
export const activityKinds = Object.keys(activityDefinitions) as readonly ActivityKind[]

/** Kinds that something can come into and go out of, so that they fit between two others. */
export const insertableKinds: readonly ActivityKind[] = activityKinds.filter(kind => {
  const { inlets, outlets, initial, ...definition } = activityDefinitions[kind]
  const passing = 'passing' in definition ? definition.passing : {}
  return inlets !== 'none' && outlets({ ...initial, ...passing }).length > 0
})

/** Kinds that something goes out of, so that they can stand before another one. */
export const startingKinds: readonly ActivityKind[] = activityKinds.filter(kind => {
  const { outlets, initial, ...definition } = activityDefinitions[kind]
  const passing = 'passing' in definition ? definition.passing : {}
  return outlets({ ...initial, ...passing }).length > 0
})

/** The icon of a kind. */
export function iconOf(kind: string): Component {
  return isActivityKind(kind) ? icons[kind] : CircleHelp
}

/** The name of a kind; a kind that this version does not know keeps its own word. */
export function kindName(kind: string, t: Translate): string {
  return isActivityKind(kind) ? t(`workflows.kind.${kind}.name`) : kind
}

/** What an activity is called: its label, else its kind. */
export function nameOf(activity: Activity, t: Translate): string {
  return activity.label.trim() || kindName(activity.kind, t)
}

/** Ways of activities with any number of them that have a name of their own; the ids of others are anybody's choice. */
const usualWays: ReadonlySet<string> = new Set(['yes', 'no', defaultOutlet, expiredOutlet, remainderOutlet])

/** The name of an outlet: what a person called it, else the usual one; outlets of unknown kinds keep their own word. */
export function outletName({ kind, settings }: Activity, outlet: string, t: Translate): string {
  const definition = definitionOf(kind)
  if (!definition) return outlet
  const label = definition.outletLabel?.(settings, outlet)
  if (label !== undefined) return label
  const subset = numberOfSubset(outlet)
  if (subset !== undefined) return t('workflows.split.subset', { n: subset })
  const number = definition.outlets(settings).indexOf(outlet) + 1
  if (outlet.startsWith('answer-')) return t('workflows.answer', { n: number })
  const isOneOfSeveral = definition.outletLabel !== undefined && !usualWays.has(outlet)
  return isOneOfSeveral ? t('workflows.branch', { n: number }) : t(`workflows.outlet.${outlet}`)
}
