import type { Activity, Transition, WorkflowDocument } from '../workflow-document.ts'
import { orderOf, waysOf } from './graph.ts'

/** Activities that lead back to the first of them, and the transition that closes the circle. */
export interface Circle {
  readonly activities: readonly Activity[]
  readonly closing: Transition
}

/** One circle for each part of a drawing that leads back to itself; what only lies behind one is not in it. */
export function circlesOf(document: WorkflowDocument): readonly Circle[] {
  const stuck = new Map(orderOf(document).stuck.map(activity => [activity.id, activity]))
  const outgoing = Map.groupBy(
    waysOf(document).filter(({ from, to }) => stuck.has(from) && stuck.has(to)),
    ({ from }) => from,
  )
  const found: Circle[] = []
  const done = new Set<string>()
  for (const start of stuck.keys()) {
    if (done.has(start)) continue
    const circle = findCircle(start, outgoing, done)
    if (circle) found.push({ ...circle, activities: circle.ids.flatMap(id => stuck.get(id) ?? []) })
  }
  return found
}

type Found = Omit<Circle, 'activities'> & { readonly ids: readonly string[] }

/** Walks on until it meets its own way; a depth of thousands must not be one of calls. */
function findCircle(
  start: string,
  outgoing: ReadonlyMap<string, readonly Transition[]>,
  done: Set<string>,
): Found | undefined {
  const way = [start]
  const next = new Map<string, number>()
  let circle: Found | undefined
  for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
    const index = next.get(at) ?? 0
    const transition = outgoing.get(at)?.[index]
    next.set(at, index + 1)
    if (!transition) {
      done.add(at)
      way.pop()
      continue
    }
    const { to } = transition
    const met = way.indexOf(to)
    if (met !== -1) circle ??= { ids: way.slice(met), closing: transition }
    else if (!done.has(to)) way.push(to)
  }
  return circle
}
