import { computed, shallowRef, type ComputedRef } from 'vue'
import { applyChange } from '../../../../shared/workflow/apply-change.ts'
import type { WorkflowChange } from '../../../../shared/workflow/change.ts'
import type { UndoSteps } from '../../../../shared/contract/workflows.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { keepSteps, restoreSteps } from './kept-steps.ts'
import { recordStep, redoStep, undoStep } from './undo-stack.ts'

/** The document on screen and every way to change it. */
export interface History {
  readonly document: ComputedRef<WorkflowDocument>
  readonly canUndo: ComputedRef<boolean>
  readonly canRedo: ComputedRef<boolean>
  /** Makes one step of several changes; false when nothing came of them. `group` joins steps, e.g. of typing. */
  readonly apply: (changes: WorkflowChange | readonly WorkflowChange[], group?: string) => boolean
  readonly undo: () => void
  readonly redo: () => void
  /** Takes a document that came from elsewhere; the one before can be had back by undo. */
  readonly adopt: (document: WorkflowDocument) => void
  /** What can be undone and redone, for the workspace; null while the document is not the one that is asked about. */
  readonly stepsOf: (document: WorkflowDocument) => UndoSteps | null
}

/** Keeps a document with 200 steps of undo, settings included; `kept` are those of an earlier time. */
export function useHistory(initial: WorkflowDocument, kept: UndoSteps | null = null): History {
  const stack = shallowRef(restoreSteps(initial, kept))
  const step = (document: WorkflowDocument, group: string | null): void => {
    stack.value = recordStep(stack.value, document, { group, at: Date.now() })
  }
  return {
    document: computed(() => stack.value.present),
    canUndo: computed(() => stack.value.past.length > 0),
    canRedo: computed(() => stack.value.future.length > 0),
    apply(changes, group) {
      const before = stack.value.present
      const all = 'type' in changes ? [changes] : changes
      const after = all.reduce(applyChange, before)
      if (after === before) return false
      step(after, group ?? null)
      return true
    },
    undo: () => void (stack.value = undoStep(stack.value)),
    redo: () => void (stack.value = redoStep(stack.value)),
    adopt: document => step(document, null),
    stepsOf: document => (stack.value.present === document ? keepSteps(stack.value) : null),
  }
}
