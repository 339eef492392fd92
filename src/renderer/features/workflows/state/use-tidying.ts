import { computed, shallowRef, type ComputedRef } from 'vue'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import type { Editing } from './use-editing.ts'
import { useWorkflow } from './use-workflow.ts'

/** Laying out anew, as a proposal: it is on screen and can be declined. */
export interface Tidying {
  /** The drawing is the one that was laid out, and nobody has said yet whether it stays. */
  readonly isShown: ComputedRef<boolean>
  /** False where everything lay well already. */
  readonly tidy: () => boolean
  readonly keep: () => void
  readonly putBack: () => void
}

/** Lays out the open workflow; what comes of it is one step of undo as well. */
export function useTidying(editing: Editing): Tidying {
  const { document, undo } = useWorkflow()
  const proposed = shallowRef<WorkflowDocument | null>(null)
  const isShown = computed(() => proposed.value !== null && proposed.value === document.value)
  return {
    isShown,
    tidy() {
      const before = document.value
      editing.tidy()
      if (document.value !== before) proposed.value = document.value
      return document.value !== before
    },
    keep: () => (proposed.value = null),
    putBack() {
      if (isShown.value) undo()
      proposed.value = null
    },
  }
}
