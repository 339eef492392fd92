import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Delivery } from '../../../shared/contract/deliveries.ts'

/**
 * What is being written over a delivery, and what it was made from. A change made elsewhere is taken over while
 * nothing is written here; else it waits in `theirs` for the person to choose.
 * @param isSaving while true, changes are our own
 */
export function useDraft(live: Ref<Delivery>, isSaving: Ref<boolean>) {
  const base = shallowRef(live.value)
  const theirs = shallowRef<Delivery>()
  const label = ref('')
  const text = ref('')
  const lineId = ref<number | null>(null)
  const maxParts = ref<number | null>(1)
  const edited = computed(() => ({
    label: label.value.trim(),
    content: { text: text.value },
    settings: { lineId: lineId.value, maxParts: maxParts.value ?? 1 },
  }))
  const isDirty = computed(() => isOther(edited.value, base.value))
  const isComplete = computed(() => edited.value.label !== '' && text.value.trim() !== '')

  function load(from: Delivery): void {
    label.value = from.label
    text.value = from.content.text
    lineId.value = from.settings.lineId
    maxParts.value = from.settings.maxParts
    buildOn(from)
  }

  /** From now on this is what the person has seen: a save may write over it. */
  function buildOn(seen: Delivery): void {
    base.value = seen
    theirs.value = undefined
  }

  watch(live, fresh => {
    if (isSaving.value) return
    if (fresh.revision === base.value.revision) theirs.value = undefined
    else if (isDirty.value && isOther(edited.value, fresh)) theirs.value = fresh
    else load(fresh)
  })
  load(live.value)
  return { base, theirs, label, text, lineId, maxParts, edited, isDirty, isComplete, load, buildOn }
}

type Written = Pick<Delivery, 'label' | 'content' | 'settings'>

function isOther(one: Written, other: Written): boolean {
  return (
    one.label !== other.label ||
    one.content.text !== other.content.text ||
    one.settings.lineId !== other.settings.lineId ||
    one.settings.maxParts !== other.settings.maxParts
  )
}
