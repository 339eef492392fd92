import type { Activity, Transition } from '../../../shared/workflow-document.ts'
import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { RunGraph } from './run-graph.ts'
import type { RunProgress, Task } from './run-progress.ts'

/** What came along a transition: the people of several populations where some of them went on by themselves. */
export interface Arrived {
  readonly transition: Transition
  readonly populationIds: readonly number[]
}

/** An activity that can be executed now. */
export interface ReadyStep {
  readonly activity: Activity
  readonly inbound: readonly Arrived[]
  /** Some of it was computed by the run that let these people go: only they may leave. */
  readonly isBorrowing: boolean
  /** Populations whose people were here in runs of their own: they do not leave once more. */
  readonly away: readonly number[]
}

/** What can be done with a run now. */
export interface RunPlan {
  /** Activities that are out of reach, or that follow what is disabled or has failed. */
  readonly skips: readonly string[]
  /** Held activities that were reached just now. */
  readonly holds: readonly string[]
  readonly next: ReadyStep | undefined
  /** Whether anything of it is still to come. */
  readonly isOpen: boolean
}

/** The moment, and the steps that had nothing to do when they were executed just now. */
export interface PlanMoment {
  readonly now: number
  readonly tried: ReadonlySet<string>
}

/**
 * Looks at a run as it is on disk. A transition that cannot fire any more is not waited for; an activity is out of reach
 * when that goes for all of its transitions, or for one of those of an And-join. All that follows a disabled activity, or
 * a failure that was ignored, is not executed either: half of what an activity was to see would be a wrong result. Where
 * there is a choice, people enter first, so that the person limit stops a run before anything else has happened.
 */
export function planRun(graph: RunGraph, progress: RunProgress, moment: PlanMoment): RunPlan {
  const skips = new Set<string>()
  const cut = new Set<string>()
  const holds: string[] = []
  const ready: ReadyStep[] = []
  let isOpen = false
  for (const activity of graph.order) {
    const { id } = activity
    const task = progress.tasks.get(id)
    if (!task) continue
    const incoming = graph.incoming.get(id) ?? []
    const isCut = activity.mode === 'disabled' || incoming.some(({ from }) => cut.has(from))
    if (isCut || task.isIgnored) cut.add(id)
    if (task.state !== 'pending' && task.state !== 'running') continue
    const reach = isCut ? 'never' : reachOf({ progress, skips }, activity, incoming)
    if (reach === 'never') {
      skips.add(id)
      continue
    }
    isOpen = true
    if (reach === 'later' || isWaiting(task, moment) || moment.tried.has(id)) continue
    if (activity.mode === 'held' && task.hold !== 'released') {
      if (task.hold === null) holds.push(id)
    } else ready.push({ activity, ...reach })
  }
  const next = ready.find(({ activity }) => definitionOf(activity.kind)?.isSource) ?? ready[0]
  return { skips: [...skips], holds, next, isOpen }
}

function isWaiting({ state, wakeAt, isHurried }: Task, { now }: PlanMoment): boolean {
  return state === 'running' && wakeAt !== null && wakeAt > now && !isHurried
}

type Reach = Omit<ReadyStep, 'activity'> | 'later' | 'never'

interface Ground {
  readonly progress: RunProgress
  readonly skips: ReadonlySet<string>
}

/** Where several ways meet, each is waited for until everybody has come along it, also those who go on by themselves. */
function reachOf(ground: Ground, activity: Activity, incoming: readonly Transition[]): Reach {
  const inbound: Arrived[] = []
  let isBorrowing = false
  const isMeeting = incoming.length > 1
  const { branches, earlier } = ground.progress
  const others = isMeeting ? [branches.get(activity.id), earlier.get(activity.id)] : []
  let isLate = others.some(runs => runs?.isOpen)
  const needsAll = definitionOf(activity.kind)?.joins === 'all'
  for (const transition of incoming) {
    const arrival = arrivalOf({ ...ground, isMeeting }, transition)
    if (arrival === 'cut') return 'never'
    if (arrival === 'later') isLate = true
    else if (arrival !== 'never') {
      inbound.push({ populationIds: arrival.populationIds, transition })
      isBorrowing ||= arrival.isBorrowed
    } else if (needsAll) return 'never'
  }
  if (isLate) return 'later'
  if (incoming.length > 0 && inbound.length === 0) return 'never'
  return { inbound, isBorrowing, away: others.flatMap(runs => runs?.people ?? []) }
}

/** `cut`: some of the people who went on by themselves have failed to come; what meets here would be a wrong result. */
type Arrival =
  | { readonly populationIds: readonly number[]; readonly isBorrowed: boolean }
  | 'later'
  | 'never'
  | 'cut'

interface Meeting extends Ground {
  readonly isMeeting: boolean
}

/** What came along a transition. What a run does not execute itself may have been by the run that it comes from. */
function arrivalOf(
  { progress, skips, isMeeting }: Meeting,
  place: Pick<Transition, 'from' | 'outlet'>,
  isBorrowed = false,
): Arrival {
  const { from, outlet } = place
  const task = progress.tasks.get(from)
  if (!task) {
    const { parent } = progress
    return parent ? arrivalOf({ progress: parent, skips: new Set(), isMeeting }, place, true) : 'never'
  }
  const isOut = task.state === 'skipped' || skips.has(from)
  if (!isOut && task.state !== 'finished') return 'later'
  const branch = isMeeting ? progress.branches.get(from) : undefined
  if (branch?.isOpen) return 'later'
  if (branch?.isCut) return 'cut'
  const own = isOut ? undefined : progress.outputs.get(`${from} ${outlet}`)
  const others = branch?.outputs.get(outlet) ?? []
  const populationIds = own === undefined ? others : [own, ...others]
  return populationIds.length === 0 ? 'never' : { populationIds, isBorrowed }
}
