import type { EdgeChange, NodeChange, VueFlowStore } from '@vue-flow/core'
import { watch } from 'vue'
import type { Selection } from '../state/use-selection.ts'

interface Both {
  readonly flow: VueFlowStore
  readonly selection: Selection
}

/** Keeps the canvas library's selection and ours the same, whichever of them changes. */
export function useCanvasSelection({ flow, selection }: Both): {
  readonly nodes: (changes: readonly NodeChange[]) => void
  readonly edges: (changes: readonly EdgeChange[]) => void
} {
  watch(
    [selection.activities, selection.transitions, flow.nodes, flow.edges],
    ([activities, transitions]) => {
      for (const node of flow.nodes.value) {
        if (node.selected !== activities.has(node.id)) node.selected = activities.has(node.id)
      }
      for (const edge of flow.edges.value) {
        if (edge.selected !== transitions.has(edge.id)) edge.selected = transitions.has(edge.id)
      }
    },
    { flush: 'post' },
  )
  return {
    nodes: changes =>
      selection.select(after(selection.activities.value, changes), selection.transitions.value),
    edges: changes =>
      selection.select(selection.activities.value, after(selection.transitions.value, changes)),
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
