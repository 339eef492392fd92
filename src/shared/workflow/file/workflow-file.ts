import { z } from 'zod'
import type { WorkflowDocument } from '../../workflow-document.ts'
import { inOrder, writeCanonical } from './canonical-json.ts'
import { mapReferences, referenceKinds, type ReferenceKind } from './references.ts'

/** What the files are called that hold a workflow. */
export const workflowFileEnding = 'campanile.json'
export const workflowFileFormat = 'campanile-workflow'
/** Bumped when the shape of the file changes. */
export const workflowFileVersion = 1
/** No workflow comes near it. */
export const largestWorkflowFile = 20 * 1024 * 1024

const names = z.array(z.string().max(1000).nullable()).max(10_000)
export const referencesSchema = z.partialRecord(z.enum(referenceKinds), names)

/**
 * The names of what a file's numbers stand for: 1 is the first of its kind. Null where whoever wrote the file did not
 * know it any more.
 */
export type FileReferences = z.infer<typeof referencesSchema>

/** A workflow on its way between two workspaces. */
export interface PortableWorkflow {
  readonly name: string
  /** With numbers that count within the file. */
  readonly document: WorkflowDocument
  readonly references: FileReferences
}

/** Gives a workflow numbers that mean the same everywhere. @param nameOf null for what is gone */
export function makePortable(
  { name, document }: { readonly name: string; readonly document: WorkflowDocument },
  nameOf: (kind: ReferenceKind, id: number) => string | null,
): PortableWorkflow {
  const numbers = new Map<string, number>()
  const references: Partial<Record<ReferenceKind, (string | null)[]>> = {}
  const ordered = inOrder(document) as WorkflowDocument
  const portable = mapReferences(ordered, (kind, id) => {
    const known = numbers.get(`${kind} ${id}`)
    if (known !== undefined) return known
    const listed = (references[kind] ??= [])
    listed.push(nameOf(kind, id))
    numbers.set(`${kind} ${id}`, listed.length)
    return listed.length
  })
  return { name, document: portable, references }
}

/** The text of a file: the same workflow always gives the same bytes. */
export function writeWorkflowFile({ name, document, references }: PortableWorkflow): string {
  return writeCanonical({
    format: workflowFileFormat,
    version: workflowFileVersion,
    name,
    document,
    references,
  })
}
