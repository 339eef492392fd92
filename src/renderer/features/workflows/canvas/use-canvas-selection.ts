import type { EdgeChange, NodeChange, VueFlowStore } from '@vue-flow/core'
import { watch, type ComputedRef } from 'vue'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import type { Selection } from '../state/use-selection.ts'

interface Both {
  readonly flow: VueFlowStore
  readonly selection: Selection
  readonly document: ComputedRef<WorkflowDocument>
}

/** Keeps the canvas library's selection and ours the same, whichever of them changes. */
export function useCanvasSelection({ flow, selection, document }: Both): {
  readonly nodes: (changes: readonly NodeChange[]) => void
  readonly edges: (changes: readonly EdgeChange[]) => void
} {
  watch(
    [selection.activities, selection.transitions, selection.notes, flow.nodes, flow.edges],
    ([activities, transitions, notes]) => {
      for (const node of flow.nodes.value) {
        const isSelected = activities.has(node.id) || notes.has(node.id)
        if (node.selected !== isSelected) node.selected = isSelected
      }
      for (const edge of flow.edges.value) {
        if (edge.selected !== transitions.has(edge.id)) edge.selected = transitions.has(edge.id)
      }
    },
    { flush: 'post' },
  )
  return {
    nodes(changes) {
      const written = new Set(document.value.notes?.map(({ id }) => id))
      const chosen = after(new Set([...selection.activities.value, ...selection.notes.value]), changes)
      selection.select(
        [...chosen].filter(id => !written.has(id)),
        selection.transitions.value,
        [...chosen].filter(id => written.has(id)),
      )
    },
    edges: changes =>
      selection.select(
        selection.activities.value,
        after(selection.transitions.value, changes),
        selection.notes.value,
      ),
  }
}

function after(before: ReadonlySet<string>, changes: readonly (NodeChange | EdgeChange)[]): Set<string> {
  const chosen = new Set(before)
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) chosen.add(change.id)
    else chosen.delete(change.id)
  }
  return chosen
}
