import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Activity, Note, Transition, WorkflowDocument } from '../../../../shared/workflow-document.ts'

type Ids = ReadonlySet<string>
const noIds: Ids = new Set()

/** What is selected, on the canvas and in the outline alike. */
export interface Selection {
  readonly activities: Readonly<ShallowRef<Ids>>
  readonly transitions: Readonly<ShallowRef<Ids>>
  readonly notes: Readonly<ShallowRef<Ids>>
  /** The selected activity when there is exactly one. */
  readonly only: ComputedRef<Activity | null>
  /** The selected transition where nothing else is selected. */
  readonly onlyTransition: ComputedRef<Transition | null>
  /** The selected note where nothing else is selected. */
  readonly onlyNote: ComputedRef<Note | null>
  /** A field of the settings that wants the keyboard: its path, e.g. `content.text`. Taken once by the panel. */
  readonly wanted: Ref<string | null>
  readonly select: (
    activities: Iterable<string>,
    transitions?: Iterable<string>,
    notes?: Iterable<string>,
  ) => void
  /** Selects one activity and brings the keyboard to a field of its settings. */
  readonly goTo: (activityId: string, path: string) => void
  /** Selects one transition or note and brings the keyboard to what can be written there. */
  readonly edit: (chosen: { readonly transition: string } | { readonly note: string }) => void
  readonly clear: () => void
}

/** A selection that forgets what is no longer in the document. */
export function useSelection(document: ComputedRef<WorkflowDocument>): Selection {
  const activities = shallowRef(noIds)
  const transitions = shallowRef(noIds)
  const notes = shallowRef(noIds)
  const wanted = ref<string | null>(null)

  function select(
    chosen: Iterable<string>,
    chosenTransitions: Iterable<string> = [],
    chosenNotes: Iterable<string> = [],
  ): void {
    replace(activities, chosen)
    replace(transitions, chosenTransitions)
    replace(notes, chosenNotes)
  }

  watch(document, ({ activities: all, transitions: between, notes: written = [] }) => {
    select(within(all, activities.value), within(between, transitions.value), within(written, notes.value))
  })

  return {
    activities,
    transitions,
    notes,
    ...singles(document, { activities, transitions, notes }),
    wanted,
    select,
    goTo(id, path) {
      select([id])
      wanted.value = path
    },
    edit(chosen) {
      if ('note' in chosen) select([], [], [chosen.note])
      else select([], [chosen.transition])
      wanted.value = ''
    },
    clear: () => select([]),
  }
}

type Chosen = Readonly<Record<'activities' | 'transitions' | 'notes', ShallowRef<Ids>>>

function singles(document: ComputedRef<WorkflowDocument>, { activities, transitions, notes }: Chosen) {
  const alone = computed(() => activities.value.size + transitions.value.size + notes.value.size === 1)
  return {
    only: computed(() => (activities.value.size === 1 ? find(document.value.activities, activities) : null)),
    onlyTransition: computed(() => (alone.value ? find(document.value.transitions, transitions) : null)),
    onlyNote: computed(() => (alone.value ? find(document.value.notes ?? [], notes) : null)),
  }
}

function find<T extends { readonly id: string }>(items: readonly T[], ids: ShallowRef<Ids>): T | null {
  return items.find(({ id }) => ids.value.has(id)) ?? null
}

function within(items: readonly { readonly id: string }[], ids: Ids): string[] {
  return ids.size === 0 ? [] : items.filter(({ id }) => ids.has(id)).map(({ id }) => id)
}

function replace(held: ShallowRef<Ids>, ids: Iterable<string>): void {
  const next = new Set(ids)
  if (!isSame(next, held.value)) held.value = next
}

function isSame(one: Ids, other: Ids): boolean {
  return one.size === other.size && [...one].every(id => other.has(id))
}
