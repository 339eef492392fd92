import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Activity, WorkflowDocument } from '../../../../shared/workflow-document.ts'

type Ids = ReadonlySet<string>
const noIds: Ids = new Set()

/** What is selected, on the canvas and in the outline alike. */
export interface Selection {
  readonly activities: Readonly<ShallowRef<Ids>>
  readonly transitions: Readonly<ShallowRef<Ids>>
  /** The selected activity when there is exactly one. */
  readonly only: ComputedRef<Activity | null>
  /** A field of the settings that wants the keyboard: its path, e.g. `content.text`. Taken once by the panel. */
  readonly wanted: Ref<string | null>
  readonly select: (activities: Iterable<string>, transitions?: Iterable<string>) => void
  /** Selects one activity and brings the keyboard to a field of its settings. */
  readonly goTo: (activityId: string, path: string) => void
  readonly clear: () => void
}

/** A selection that forgets what is no longer in the document. */
export function useSelection(document: ComputedRef<WorkflowDocument>): Selection {
  const activities = shallowRef(noIds)
  const transitions = shallowRef(noIds)
  const wanted = ref<string | null>(null)

  function select(chosen: Iterable<string>, chosenTransitions: Iterable<string> = []): void {
    const next = new Set(chosen)
    const nextTransitions = new Set(chosenTransitions)
    if (!isSame(next, activities.value)) activities.value = next
    if (!isSame(nextTransitions, transitions.value)) transitions.value = nextTransitions
  }

  watch(document, ({ activities: all, transitions: between }) => {
    select(
      all.filter(({ id }) => activities.value.has(id)).map(({ id }) => id),
      between.filter(({ id }) => transitions.value.has(id)).map(({ id }) => id),
    )
  })

  const only = computed(() => {
    const [id, ...more] = activities.value
    if (id === undefined || more.length > 0) return null
    return document.value.activities.find(activity => activity.id === id) ?? null
  })
  const goTo = (id: string, path: string): void => {
    select([id])
    wanted.value = path
  }
  return { activities, transitions, only, wanted, select, goTo, clear: () => select([]) }
}

function isSame(one: Ids, other: Ids): boolean {
  return one.size === other.size && [...one].every(id => other.has(id))
}
