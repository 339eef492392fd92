import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { Delivery } from '../../../shared/contract/deliveries.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { usualSettings, type DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { hasAllTexts } from '../../../shared/delivery/content-test.ts'
import { isSame } from '../../../shared/is-same.ts'

/**
 * What is being written over a delivery, and what it was made from. A change made elsewhere is taken over while
 * nothing is written here; else it waits in `theirs` for the person to choose.
 * @param isSaving while true, changes are our own
 */
export function useDraft(live: Ref<Delivery>, isSaving: Ref<boolean>) {
  const base = shallowRef(live.value)
  const theirs = shallowRef<Delivery>()
  const label = ref('')
  const content = shallowRef<DeliveryContent>({ text: '' })
  const settings = shallowRef<DeliverySettings>(usualSettings)
  const edited = computed(() => ({
    label: label.value.trim(),
    content: content.value,
    settings: settings.value,
  }))
  const isDirty = computed(() => isOther(edited.value, base.value))
  const isComplete = computed(() => edited.value.label !== '' && hasAllTexts(content.value))

  function load(from: Delivery): void {
    label.value = from.label
    content.value = from.content
    settings.value = from.settings
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
  return { base, theirs, label, content, settings, edited, isDirty, isComplete, load, buildOn }
}

type Written = Pick<Delivery, 'label' | 'content' | 'settings'>

function isOther(one: Written, other: Written): boolean {
  const parts = ({ label, content, settings }: Written) => ({ label, content, settings })
  return !isSame(parts(one), parts(other))
}
