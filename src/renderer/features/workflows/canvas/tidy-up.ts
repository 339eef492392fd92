import { graphlib, layout } from '@dagrejs/dagre'
import type { WorkflowChange } from '../../../../shared/workflow/change.ts'
import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { nodeSize, snapped } from './place-activity.ts'

/** Lays the whole workflow out from left to right; one change, so one step to undo. */
export function tidyUp(document: WorkflowDocument): WorkflowChange {
  const graph = new graphlib.Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 112 })
  for (const { id } of document.activities) graph.setNode(id, { ...nodeSize })
  for (const { id, from, to } of document.transitions) graph.setEdge(from, to, {}, id)
  layout(graph)
  return {
    type: 'move',
    moves: document.activities.map(({ id }) => {
      const { x, y } = graph.node(id) as { x: number; y: number }
      return {
        activityId: id,
        position: snapped({ x: x - nodeSize.width / 2, y: y - nodeSize.height / 2 }),
      }
    }),
  }
}
