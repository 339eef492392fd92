import { jumpIn } from '../activities/jump-in.ts'
import { jumpOut, jumpOutlet } from '../activities/jump-out.ts'
import type { Activity, Transition, WorkflowDocument } from '../workflow-document.ts'

/** The name by which a jump finds its other end; undefined for other activities and where none is written yet. */
export function jumpNameOf({ kind, settings }: Activity): string | undefined {
  if (kind !== jumpOut.kind && kind !== jumpIn.kind) return undefined
  const { name } = settings
  return typeof name === 'string' ? name.trim().toLowerCase() || undefined : undefined
}

/** The transitions that jumps stand for: from each that leads away to the first that has the same name. */
export function jumpsOf({ activities }: WorkflowDocument): readonly Transition[] {
  const arrivals = activities.filter(({ kind }) => kind === jumpIn.kind)
  return activities.flatMap((activity): Transition[] => {
    const name = activity.kind === jumpOut.kind ? jumpNameOf(activity) : undefined
    const arrival = name === undefined ? undefined : arrivals.find(other => jumpNameOf(other) === name)
    if (!arrival) return []
    const id = `${activity.id}:${jumpOutlet}:${arrival.id}`
    return [{ id, from: activity.id, outlet: jumpOutlet, to: arrival.id }]
  })
}
