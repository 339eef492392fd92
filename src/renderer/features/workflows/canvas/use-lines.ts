import { computed, inject, provide, shallowRef } from 'vue'
import type { ComputedRef, InjectionKey, Ref } from 'vue'
import type { Point } from '../../../../shared/workflow/change.ts'
import type { WorkflowEditor } from '../state/use-workflow.ts'
import { doMeet, isCrowded, lineBetween, sheetsOf, type Line } from './lines.ts'
import type { Flow, TransitionData } from './to-flow.ts'
import type { Detail } from './use-detail.ts'

/** The lines of the canvas. */
export interface Lines {
  /** All that lie still, gathered. */
  readonly sheets: ComputedRef<ReturnType<typeof sheetsOf>>
  /** Those that one can point at, one by one. */
  readonly near: ComputedRef<readonly Line[]>
  /** Says where activities are while they are being dragged; the others are where the document says. */
  readonly drag: (nodes: readonly { readonly id: string; readonly position: Point }[]) => void
  readonly drop: () => void
}

/** Outlets, each after its activity, beside which there is no room for a name. */
type Crowded = ComputedRef<ReadonlySet<string>>
const key: InjectionKey<Crowded> = Symbol('crowded')

/** Whether there is room for the name of an outlet on the canvas around the calling component. */
export function useCrowded(): (activityId: string, outlet: string) => boolean {
  const crowded = inject(key)
  return (activityId, outlet) => crowded?.value.has(`${activityId}:${outlet}`) ?? false
}

const nobody: ReadonlyMap<string, Point> = new Map()

/** Draws the transitions, anew only what has changed. */
export function useLines(
  flow: Readonly<Ref<Flow>>,
  { document, selection: { transitions: selected } }: Pick<WorkflowEditor, 'document' | 'selection'>,
  { area, isSmall, distance }: Detail,
): Lines {
  const dragged = shallowRef(nobody)
  const places = computed(
    () => new Map(document.value.activities.map(({ id, position }) => [id, position] as const)),
  )
  const lines = computed(() => linesOf(flow.value, id => places.value.get(id)))
  const isDragged = ({ data }: Line): boolean =>
    dragged.value.has(data.transition.from) || dragged.value.has(data.transition.to)
  const still = computed(() =>
    dragged.value.size === 0 ? lines.value : lines.value.filter(each => !isDragged(each)),
  )
  const moving = computed(() => {
    if (dragged.value.size === 0) return []
    const transitions = lines.value.filter(isDragged).map(({ data }) => data)
    const placeOf = (id: string): Point | undefined => dragged.value.get(id) ?? places.value.get(id)
    return linesOf({ transitions }, placeOf).map(line => ({ ...line, isLoose: true }))
  })
  const isNear = ({ id, box }: Line): boolean =>
    selected.value.has(id) || (distance.value !== 'far' && doMeet(box, area.value))
  const pointed = computed(() => (isSmall.value ? still.value : still.value.filter(isNear)))
  const crowded = computed(
    () =>
      new Set(
        lines.value
          .filter(isCrowded)
          .map(({ data: { transition } }) => `${transition.from}:${transition.outlet}`),
      ),
  )
  provide(key, crowded)
  return {
    sheets: computed(() => sheetsOf(still.value)),
    near: computed(() => (moving.value.length > 0 ? [...pointed.value, ...moving.value] : pointed.value)),
    drag: nodes => (dragged.value = new Map(nodes.map(({ id, position }) => [id, position]))),
    drop: () => (dragged.value = nobody),
  }
}

interface Known {
  readonly source: Point
  readonly target: Point
  readonly line: Line
}
const known = new WeakMap<TransitionData, Known>()

function linesOf(
  { transitions }: Pick<Flow, 'transitions'>,
  placeOf: (id: string) => Point | undefined,
): Line[] {
  return transitions.flatMap(data => {
    const source = placeOf(data.transition.from)
    const target = placeOf(data.transition.to)
    if (!source || !target) return []
    const last = known.get(data)
    if (last?.source === source && last.target === target) return [last.line]
    const line = lineBetween(source, target, data)
    known.set(data, { source, target, line })
    return [line]
  })
}
