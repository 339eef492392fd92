import type { Activity, WorkflowDocument } from '../workflow-document.ts'
import { addNote, changeNotes } from './change-notes.ts'
import { changeProperties } from './change-properties.ts'
import type { Fragment, Point, WorkflowChange } from './change.ts'
import { connectionProblem, type Connection } from './connection-problem.ts'
import { findActivity, incomingOf, outgoingOf, outletsOf, passable } from './graph.ts'
import { renameSource, renameSources, type Source } from './rename-sources.ts'

/** As many as a document may hold. */
const mostActivities = 1000
const mostTransitions = 5000

/**
 * The document after a change; the document that came in is not touched. A change that is not possible hands back
 * the very same document. No result has a transition whose ends or outlet do not exist.
 */
export function applyChange(document: WorkflowDocument, change: WorkflowChange): WorkflowDocument {
  switch (change.type) {
    case 'add':
      return change.after
        ? connect(add(document, change.activity), { ...change.after, to: change.activity.id })
        : add(document, change.activity)
    case 'remove':
      return change.activityIds.reduce(remove, document)
    case 'move':
      return move(document, new Map(change.moves.map(({ activityId, position }) => [activityId, position])))
    case 'connect':
      return connect(document, change)
    case 'disconnect':
      return disconnect(document, new Set(change.transitionIds))
    case 'configure':
      return configure(document, change.activityId, change.settings)
    case 'rename':
      return replace(document, change.activityId, { label: change.label })
    case 'insert':
      return insert(document, change.activity, change.transitionId)
    case 'paste':
      return paste(document, change)
    case 'set-mode':
    case 'set-error-policy':
    case 'label-transition':
    case 'set-workflow':
      return changeProperties(document, change)
    default:
      return changeNotes(document, change)
  }
}

function move(document: WorkflowDocument, places: ReadonlyMap<string, Point>): WorkflowDocument {
  const activities = document.activities.map(activity => {
    const place = places.get(activity.id)
    const { x, y } = activity.position
    return place && (place.x !== x || place.y !== y) ? { ...activity, position: { ...place } } : activity
  })
  const hasMoved = activities.some((activity, index) => activity !== document.activities[index])
  return hasMoved ? { ...document, activities } : document
}

function add(document: WorkflowDocument, activity: Activity): WorkflowDocument {
  if (document.activities.length >= mostActivities || findActivity(document, activity.id)) return document
  return { ...document, activities: [...document.activities, activity] }
}

function connect(document: WorkflowDocument, { from, outlet, to }: Connection): WorkflowDocument {
  if (document.transitions.length >= mostTransitions) return document
  if (connectionProblem(document, { from, outlet, to })) return document
  const id = freeTransitionId(document, `${from}:${outlet}:${to}`)
  return { ...document, transitions: [...document.transitions, { id, from, outlet, to }] }
}

/** Documents from elsewhere may already use an id for something else. */
function freeTransitionId(document: WorkflowDocument, wanted: string): string {
  const taken = new Set(document.transitions.map(transition => transition.id))
  let id = wanted
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}:${number}`
  return id
}

function disconnect(document: WorkflowDocument, ids: ReadonlySet<string>): WorkflowDocument {
  const transitions = document.transitions.filter(transition => !ids.has(transition.id))
  return transitions.length === document.transitions.length ? document : { ...document, transitions }
}

function remove(document: WorkflowDocument, activityId: string): WorkflowDocument {
  if (!findActivity(document, activityId)) return document
  const before = incomingOf(document, activityId)
  const behind = outgoingOf(document, activityId)
  const without: WorkflowDocument = {
    ...document,
    activities: document.activities.filter(activity => activity.id !== activityId),
    transitions: document.transitions.filter(({ from, to }) => from !== activityId && to !== activityId),
  }
  const healings = before.flatMap(({ from, outlet }) => behind.map(({ to }) => ({ from, outlet, to })))
  const [heir] = before
  const renamed = heir
    ? behind.reduce((growing, { to, ...lost }) => renameAt(growing, to, [lost, heir]), without)
    : without
  return healings.reduce(connect, renamed)
}

/** Settings of an activity that name a transition name the one that takes its place. */
function renameAt(
  document: WorkflowDocument,
  activityId: string,
  [old, { from, outlet }]: readonly [old: Source, next: Source],
): WorkflowDocument {
  const activity = findActivity(document, activityId)
  if (!activity) return document
  const settings = renameSource(activity.settings, old, { from, outlet })
  return settings === activity.settings
    ? document
    : replace(document, activityId, { settings: { ...settings } })
}

function replace(document: WorkflowDocument, id: string, part: Partial<Activity>): WorkflowDocument {
  if (!findActivity(document, id)) return document
  const activities = document.activities.map(activity =>
    activity.id === id ? { ...activity, ...part } : activity,
  )
  return { ...document, activities }
}

function configure(
  document: WorkflowDocument,
  id: string,
  settings: Readonly<Record<string, unknown>>,
): WorkflowDocument {
  const changed = replace(document, id, { settings: { ...settings } })
  const activity = findActivity(changed, id)
  if (!activity) return document
  const outlets = new Set(outletsOf(changed, activity))
  const lost = outgoingOf(changed, id).filter(transition => !outlets.has(transition.outlet))
  return disconnect(changed, new Set(lost.map(transition => transition.id)))
}

function insert(document: WorkflowDocument, given: Activity, transitionId: string): WorkflowDocument {
  const transition = document.transitions.find(candidate => candidate.id === transitionId)
  if (!transition || findActivity(document, given.id)) return document
  const activity = passable(document, given)
  const outlet = outletsOf(document, activity)[0]
  if (outlet === undefined) return document
  const { from, to } = transition
  const first = { from, outlet: transition.outlet, to: activity.id }
  const second = { from: activity.id, outlet, to }
  const placed = add(disconnect(document, new Set([transitionId])), activity)
  if (connectionProblem(placed, first) || connectionProblem(placed, second)) return document
  return connect(connect(renameAt(placed, to, [first, second]), first), second)
}

function paste(
  document: WorkflowDocument,
  { fragment, ids, offset }: { fragment: Fragment; ids: readonly string[]; offset: Point },
): WorkflowDocument {
  const { activities, transitions, notes = [] } = fragment
  const newIds = new Map(activities.map((activity, index) => [activity.id, ids[index]]))
  const placed = <Item extends { readonly position: Point }>(
    item: Item,
    id: string,
  ): Item & { id: string } => {
    const { x, y } = item.position
    return { ...structuredClone(item), id, position: { x: x + offset.x, y: y + offset.y } }
  }
  const withActivities = activities.reduce((growing, activity) => {
    const id = newIds.get(activity.id)
    const settings = renameSources(activity.settings, ({ from, outlet }) => {
      const newFrom = newIds.get(from)
      return newFrom === undefined ? undefined : { from: newFrom, outlet }
    })
    return id === undefined ? growing : add(growing, placed({ ...activity, settings: { ...settings } }, id))
  }, document)
  const withNotes = notes.reduce((growing, note, index) => {
    const id = ids[activities.length + index]
    return id === undefined ? growing : addNote(growing, placed(note, id))
  }, withActivities)
  return transitions.reduce((growing, { from, outlet, to, label }) => {
    const newFrom = newIds.get(from)
    const newTo = newIds.get(to)
    if (newFrom === undefined || newTo === undefined) return growing
    const connected = connect(growing, { from: newFrom, outlet, to: newTo })
    const transitionId = connected === growing ? undefined : connected.transitions.at(-1)?.id
    return label === undefined || transitionId === undefined
      ? connected
      : changeProperties(connected, { type: 'label-transition', transitionId, label })
  }, withNotes)
}
