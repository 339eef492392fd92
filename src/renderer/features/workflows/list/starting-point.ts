import type { WorkflowDocument } from '../../../../shared/workflow-document.ts'

/** What a new workflow is called at first, and what is drawn in it. */
export interface StartingPoint {
  readonly name: string
  readonly document: WorkflowDocument
}
