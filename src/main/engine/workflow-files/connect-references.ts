import type { Database } from 'better-sqlite3'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import {
  lostFrom,
  mapReferences,
  referenceKinds,
  type ReferenceKind,
} from '../../../shared/workflow/file/references.ts'
import type { FileReferences } from '../../../shared/workflow/file/workflow-file.ts'
import { findThings } from './named-things.ts'

/** Something that a file names and that is not here, or not once. */
export interface LostReference {
  readonly kind: ReferenceKind
  readonly number: number
  readonly name: string | null
}

/** A document whose numbers mean things of this workspace again. */
export interface ConnectedDocument {
  readonly document: WorkflowDocument
  readonly lost: readonly LostReference[]
}

/** Finds by their names what a file refers to. Of several things of one name nobody knows which was meant. */
export function connectReferences(
  sql: Database,
  { document, references }: { readonly document: WorkflowDocument; readonly references: FileReferences },
): ConnectedDocument {
  const found = new Map(referenceKinds.map(kind => [kind, matchAll(sql, kind, references[kind] ?? [])]))
  const lost = new Map<string, LostReference>()
  const connected = mapReferences(document, (kind, id) => {
    const ownId = found.get(kind)?.get(id)
    if (ownId !== undefined) return ownId
    const place = `${kind} ${id}`
    const number = lost.get(place)?.number ?? lostFrom + lost.size
    lost.set(place, { kind, number, name: references[kind]?.[id - 1] ?? null })
    return number
  })
  return { document: connected, lost: [...lost.values()] }
}

/** Ids by the numbers in the file. As many of one name as there are here are the same ones, in their order. */
function matchAll(
  sql: Database,
  kind: ReferenceKind,
  names: readonly (string | null)[],
): ReadonlyMap<number, number> {
  const places = Map.groupBy(names.keys(), index => names[index] ?? null)
  const matched = new Map<number, number>()
  for (const [name, indexes] of places) {
    const ids = name === null ? [] : findThings(sql, kind, name)
    if (ids.length !== indexes.length) continue
    for (const [at, index] of indexes.entries()) matched.set(index + 1, ids[at] ?? 0)
  }
  return matched
}
