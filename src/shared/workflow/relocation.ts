import type { Activity, Transition, WorkflowDocument } from '../workflow-document.ts'
import { applyChange } from './apply-change.ts'
import type { WorkflowChange } from './change.ts'
import type { Connection } from './connection-problem.ts'
import { findActivity, outletsOf, passable } from './graph.ts'
import { renameSource, type Source } from './rename-sources.ts'

/** Where an activity can be put that stands somewhere else already. */
export type RelocationPlace =
  /** In the middle of a transition. */
  | { readonly between: string }
  /** Behind an outlet, beside whatever follows it already. */
  | { readonly behind: Source }
  /** Before an activity to which nothing leads. */
  | { readonly ahead: string }

/** How an activity stands in its line: what leads to it, and the way on that stays when it goes elsewhere. */
export interface LineStanding {
  readonly activity: Activity
  /** Null where nobody goes on from it. */
  readonly outlet: string | null
  readonly before: readonly Transition[]
  readonly main: readonly Transition[]
}

/**
 * What takes an activity out of its line, heals the line, and puts the activity in elsewhere. The line is the way on from
 * its first outlet that leads anywhere; what follows from its other outlets goes with it.
 * @returns null where not every transition can be made: nothing is lost on the way
 */
export function relocationOf(
  document: WorkflowDocument,
  activityId: string,
  place: RelocationPlace,
): readonly WorkflowChange[] | null {
  const standing = lineStandingOf(document, activityId)
  const arrival = standing && arrivalAt(document, standing, place)
  if (!standing || !arrival) return null
  const { activity, before, main } = standing
  const changes: WorkflowChange[] = [
    ...('behind' in place ? [] : giveOutlet(document, activity)),
    { type: 'disconnect', transitionIds: [...before, ...main, ...arrival.cut].map(({ id }) => id) },
    ...healingsOf(document, standing).map(connection),
    ...arrival.connections.map(connection),
  ]
  const after = applyAll(document, changes)
  if (!after) return null
  const renames = renamesOf(after, [...healedNames(standing), ...arrival.names])
  return [...changes, ...renames]
}

/** The document after changes of which each does something; null where one of them is not possible. */
function applyAll(document: WorkflowDocument, changes: readonly WorkflowChange[]): WorkflowDocument | null {
  let current = document
  for (const change of changes) {
    const next = applyChange(current, change)
    if (next === current && change.type === 'connect') return null
    current = next
  }
  return current
}

/** How an activity stands in its line; null where there is no such activity. */
export function lineStandingOf(document: WorkflowDocument, activityId: string): LineStanding | null {
  const activity = findActivity(document, activityId)
  if (!activity) return null
  const leaving = document.transitions.filter(({ from }) => from === activityId)
  const outlets = outletsOf(document, passable(document, activity))
  const outlet =
    outlets.find(id => leaving.some(transition => transition.outlet === id)) ?? outlets[0] ?? null
  const before = document.transitions.filter(({ to }) => to === activityId)
  return { activity, outlet, before, main: leaving.filter(transition => transition.outlet === outlet) }
}

function giveOutlet(document: WorkflowDocument, activity: Activity): WorkflowChange[] {
  const { settings } = passable(document, activity)
  return settings === activity.settings ? [] : [{ type: 'configure', activityId: activity.id, settings }]
}

function healingsOf({ transitions }: WorkflowDocument, { before, main }: LineStanding): Connection[] {
  const isThere = (wanted: Connection): boolean =>
    transitions.some(
      ({ from, outlet, to }) => from === wanted.from && outlet === wanted.outlet && to === wanted.to,
    )
  return before
    .flatMap(({ from, outlet }) => main.map(({ to }) => ({ from, outlet, to })))
    .filter(healing => !isThere(healing))
}

interface Arrival {
  readonly cut: readonly Transition[]
  readonly connections: readonly Connection[]
  readonly names: readonly Renaming[]
}

function arrivalAt(
  { transitions }: WorkflowDocument,
  { activity: { id }, outlet, before, main }: LineStanding,
  place: RelocationPlace,
): Arrival | null {
  if ('behind' in place) return { cut: [], connections: [{ ...place.behind, to: id }], names: [] }
  if (outlet === null) return null
  if ('ahead' in place) return { cut: [], connections: [{ from: id, outlet, to: place.ahead }], names: [] }
  const cut = transitions.find(transition => transition.id === place.between)
  if (!cut || before.includes(cut) || main.includes(cut) || cut.from === id) return null
  const { from, to } = cut
  return {
    cut: [cut],
    connections: [
      { from, outlet: cut.outlet, to: id },
      { from: id, outlet, to },
    ],
    names: [{ at: to, old: { from, outlet: cut.outlet }, next: { from: id, outlet } }],
  }
}

/** A transition that settings of an activity name, and the one that has taken its place. */
interface Renaming {
  readonly at: string
  readonly old: Source
  readonly next: Source
}

function healedNames({ activity, outlet, before: [heir], main }: LineStanding): Renaming[] {
  if (!heir || outlet === null) return []
  const next = { from: heir.from, outlet: heir.outlet }
  return main.map(({ to }) => ({ at: to, old: { from: activity.id, outlet }, next }))
}

function renamesOf(document: WorkflowDocument, names: readonly Renaming[]): WorkflowChange[] {
  return names.flatMap(({ at, old, next }) => {
    const activity = findActivity(document, at)
    if (!activity) return []
    const settings = renameSource(activity.settings, old, next)
    return settings === activity.settings
      ? []
      : [{ type: 'configure' as const, activityId: at, settings: { ...settings } }]
  })
}

function connection(wanted: Connection): WorkflowChange {
  return { type: 'connect', ...wanted }
}
