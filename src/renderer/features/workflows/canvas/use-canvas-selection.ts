import type { NodeChange, VueFlowStore } from '@vue-flow/core'
import { watch, type ComputedRef } from 'vue'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import type { Selection } from '../state/use-selection.ts'

interface Both {
  readonly flow: VueFlowStore
  readonly selection: Selection
  readonly document: ComputedRef<WorkflowDocument>
}

/** Keeps the canvas library's selection and ours the same, whichever of them changes. */
export function useCanvasSelection({
  flow,
  selection,
  document,
}: Both): (changes: readonly NodeChange[]) => void {
  watch(
    [selection.activities, selection.notes, flow.nodes],
    ([activities, notes]) => {
      for (const node of flow.nodes.value) {
        const isSelected = activities.has(node.id) || notes.has(node.id)
        if (node.selected !== isSelected) node.selected = isSelected
      }
    },
    { flush: 'post' },
  )
  return changes => {
    if (!changes.some(({ type }) => type === 'select')) return
    const written = new Set(document.value.notes?.map(({ id }) => id))
    const chosen = after(new Set([...selection.activities.value, ...selection.notes.value]), changes)
    // Lines are ours: they stay chosen only while something is added to them.
    const transitions = flow.multiSelectionActive.value ? selection.transitions.value : []
    selection.select(
      [...chosen].filter(id => !written.has(id)),
      transitions,
      [...chosen].filter(id => written.has(id)),
    )
  }
}

function after(before: ReadonlySet<string>, changes: readonly NodeChange[]): Set<string> {
  const chosen = new Set(before)
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) chosen.add(change.id)
    else chosen.delete(change.id)
  }
  return chosen
}
