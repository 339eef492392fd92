import { computed, inject, onScopeDispose, provide, shallowRef, watch } from 'vue'
import type { ComputedRef, InjectionKey, Ref, ShallowRef } from 'vue'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { areaOf, distanceAt, type Distance } from './distance.ts'
import { doMeet, isWithin, type Box } from './lines.ts'
import { nodeSize } from './place-activity.ts'
import type { View } from './viewport.ts'

type Ids = ReadonlySet<string>

/** How much of the drawing is drawn. Hundreds of activities are shapes until one comes near to them. */
export interface Detail {
  readonly distance: Readonly<ShallowRef<Distance>>
  /** There is so little that all of it is always drawn in full. */
  readonly isSmall: ComputedRef<boolean>
  /** Activities that have their name and dots. */
  readonly named: Readonly<ShallowRef<Ids>>
  /** Activities that have everything else too. */
  readonly whole: Readonly<ShallowRef<Ids>>
  /** What was seen when the view last stood still, and some more around it. */
  readonly area: Readonly<ShallowRef<Box>>
  /** Where there is ground: all around, so far that one seldom comes to its end. */
  readonly ground: Readonly<ShallowRef<Box>>
}

/** Up to so many activities nothing is gained by leaving anything out. */
const mostSmall = 60

/** Activities to which something is added in one frame: while the view moves and when it stands. */
const inFrame = { moving: 2, still: 16 } as const

/** Share of what is seen that is drawn around it, so that it is there before one comes to it. */
const margin: Readonly<Record<Distance, number>> = { far: 0, middle: 0.1, near: 0.25 }

/** Share of what is seen in which details stay that are no longer wanted, so that going to and fro costs nothing. */
const spare = 0.25

const key: InjectionKey<Detail> = Symbol('detail')

interface Seen {
  readonly document: Readonly<Ref<WorkflowDocument>>
  readonly view: Readonly<Ref<View>>
  readonly isMoving: Readonly<Ref<boolean>>
}

/** Keeps the detail of the canvas; what is missing is added a few activities a frame, from the middle outwards. */
export function provideDetail({ document, view, isMoving }: Seen): Detail {
  const distance = shallowRef<Distance>('far')
  const named = shallowRef<Ids>(new Set())
  const whole = shallowRef<Ids>(new Set())
  const area = shallowRef<Box>({ left: 0, top: 0, right: 0, bottom: 0 })
  const ground = shallowRef(area.value)
  const isSmall = computed(() => document.value.activities.length <= mostSmall)
  let frame = 0

  const plan = (): void => {
    if (frame === 0 && view.value.width > 0) frame = requestAnimationFrame(step)
  }
  function step(): void {
    frame = 0
    const most = isMoving.value ? inFrame.moving : inFrame.still
    const seen = areaOf(view.value)
    if (!isWithin(seen, ground.value)) ground.value = areaOf(view.value, 1)
    const wanted = isMoving.value ? seen : settle()
    if (isSmall.value || distance.value === 'far') return
    const near = idsIn(document.value, wanted)
    const missing = [grow(named, near, most), distance.value === 'near' && grow(whole, near, most)]
    if (missing.some(Boolean)) plan()
  }
  /** Where the view stands, it is known how much of what is worth being drawn. */
  function settle(): Box {
    distance.value = distanceAt(view.value.zoom)
    area.value = areaOf(view.value, margin[distance.value])
    ground.value = areaOf(view.value, 1)
    const kept = new Set(idsIn(document.value, areaOf(view.value, margin[distance.value] + spare)))
    if (distance.value !== 'far') keep(named, kept)
    if (distance.value === 'near') keep(whole, kept)
    return area.value
  }

  watch([view, document, isMoving], plan, { immediate: true })
  onScopeDispose(() => cancelAnimationFrame(frame))
  const detail = { distance, isSmall, named, whole, area, ground }
  provide(key, detail)
  return detail
}

/** The detail of the canvas around the calling component. */
export function useDetail(): Detail {
  const detail = inject(key)
  if (!detail) throw new Error('There is no canvas here')
  return detail
}

/** Activities of which something lies in an area, the nearest to its middle first. */
function idsIn({ activities }: WorkflowDocument, area: Box): string[] {
  const middle = {
    x: (area.left + area.right - nodeSize.width) / 2,
    y: (area.top + area.bottom - nodeSize.height) / 2,
  }
  return activities
    .filter(({ position: { x, y } }) =>
      doMeet(area, { left: x, top: y, right: x + nodeSize.width, bottom: y + nodeSize.height }),
    )
    .map(({ id, position: { x, y } }) => ({ id, far: Math.hypot(x - middle.x, y - middle.y) }))
    .toSorted((one, other) => one.far - other.far)
    .map(({ id }) => id)
}

/** Adds some of what is missing; true where more is left. */
function grow(ids: ShallowRef<Ids>, wanted: readonly string[], most: number): boolean {
  const missing = wanted.filter(id => !ids.value.has(id))
  if (missing.length > 0) ids.value = new Set([...ids.value, ...missing.slice(0, most)])
  return missing.length > most
}

function keep(ids: ShallowRef<Ids>, kept: Ids): void {
  if ([...ids.value].some(id => !kept.has(id))) ids.value = new Set([...ids.value].filter(id => kept.has(id)))
}
