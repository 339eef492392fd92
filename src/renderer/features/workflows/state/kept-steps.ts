import type { UndoSteps } from '../../../../shared/contract/workflows.ts'
import { applyPatch, patchBetween, type DocumentPatch } from '../../../../shared/workflow/document-patch.ts'
import { workflowDocumentSchema, type WorkflowDocument } from '../../../../shared/workflow-document.ts'
import { startUndo, type UndoStack } from './undo-stack.ts'

/** What is kept of the steps at most, in characters; the steps that are furthest away are left out. */
const mostKept = 500_000

/** Documents are never changed in place, so a patch between two of them is worked out once. */
const known = new WeakMap<
  WorkflowDocument,
  WeakMap<WorkflowDocument, { readonly patch: DocumentPatch; readonly length: number }>
>()

/** The steps of a stack as patches, for the workspace. */
export function keepSteps({ past, present, future }: UndoStack<WorkflowDocument>): UndoSteps {
  const kept = { left: mostKept }
  const back = patchesAlong([present, ...past.toReversed()], kept)
  return { past: back, future: patchesAlong([present, ...future], kept) }
}

function patchesAlong(documents: readonly WorkflowDocument[], kept: { left: number }): DocumentPatch[] {
  const patches: DocumentPatch[] = []
  for (const [index, from] of documents.entries()) {
    const to = documents[index + 1]
    if (!to) break
    const { patch, length } = patchOf(from, to)
    kept.left -= length
    if (kept.left < 0) break
    patches.push(patch)
  }
  return patches
}

function patchOf(from: WorkflowDocument, to: WorkflowDocument) {
  const ofFrom = known.get(from) ?? new WeakMap()
  known.set(from, ofFrom)
  const found = ofFrom.get(to)
  if (found) return found
  const patch = patchBetween(from, to)
  const made = { patch, length: JSON.stringify(patch).length }
  ofFrom.set(to, made)
  return made
}

/** The stack of a document with the steps that were kept of it; steps that lead to no document are forgotten. */
export function restoreSteps(
  present: WorkflowDocument,
  steps: UndoSteps | null,
): UndoStack<WorkflowDocument> {
  const stack = startUndo(present)
  if (!steps) return stack
  return {
    ...stack,
    past: documentsAlong(present, steps.past).toReversed(),
    future: documentsAlong(present, steps.future),
  }
}

function documentsAlong(from: WorkflowDocument, patches: readonly DocumentPatch[]): WorkflowDocument[] {
  const documents: WorkflowDocument[] = []
  for (const patch of patches) documents.push(applyPatch(documents.at(-1) ?? from, patch))
  const last = documents.at(-1)
  return last && workflowDocumentSchema.safeParse(last).success ? documents : []
}
