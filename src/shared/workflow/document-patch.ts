import { z } from 'zod'
import type { WorkflowDocument } from '../workflow-document.ts'

const listPatch = z.object({
  drop: z.array(z.string().max(200)).max(6000).optional(),
  /** Properties that are written over, by id; null takes a property away. */
  set: z.record(z.string().max(200), z.record(z.string(), z.unknown())).optional(),
  /** New items with the place at which they stand afterwards, in that order. */
  put: z
    .array(z.tuple([z.number().int().min(0), z.record(z.string(), z.unknown())]))
    .max(6000)
    .optional(),
})
type ListPatch = z.infer<typeof listPatch>

/** What makes one document of another, in one direction; small where little differs. */
export const documentPatchSchema = z.object({
  activities: listPatch.optional(),
  transitions: listPatch.optional(),
  notes: listPatch.optional(),
  /** As a whole; null where there are none any more. */
  settings: z.record(z.string(), z.unknown()).nullable().optional(),
})
export type DocumentPatch = z.infer<typeof documentPatchSchema>

type Item = Readonly<Record<string, unknown>> & { readonly id: string }
const lists = ['activities', 'transitions', 'notes'] as const

/** The patch that makes `to` of `from`. Items that are the very same object are not looked into. */
export function patchBetween(from: WorkflowDocument, to: WorkflowDocument): DocumentPatch {
  const patch: DocumentPatch = {}
  for (const list of lists) {
    const between = from[list] === to[list] ? undefined : diffList(from[list] ?? [], to[list] ?? [])
    if (between) patch[list] = between
  }
  if (!isSame(from.settings, to.settings)) patch.settings = to.settings ?? null
  return patch
}

function diffList(from: readonly Item[], to: readonly Item[]): ListPatch | undefined {
  const before = new Map(from.map(item => [item.id, item]))
  const after = new Set(to.map(({ id }) => id))
  const stays = new Set(keptInOrder(from, to))
  const drop = from.filter(({ id }) => !after.has(id) || !stays.has(id)).map(({ id }) => id)
  const set: Record<string, Record<string, unknown>> = {}
  const put: [number, Record<string, unknown>][] = []
  for (const [index, item] of to.entries()) {
    const old = stays.has(item.id) ? before.get(item.id) : undefined
    if (!old) put.push([index, item])
    else if (old !== item) {
      const part = partBetween(old, item)
      if (part) set[item.id] = part
    }
  }
  const patch: ListPatch = {
    ...(drop.length > 0 ? { drop } : {}),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(put.length > 0 ? { put } : {}),
  }
  return Object.keys(patch).length > 0 ? patch : undefined
}

/** Ids that both lists have, as far as they stand in the same order; the others are dropped and put anew. */
function keptInOrder(from: readonly Item[], to: readonly Item[]): string[] {
  const places = new Map(to.map(({ id }, index) => [id, index]))
  const kept: string[] = []
  let last = -1
  for (const { id } of from) {
    const place = places.get(id)
    if (place === undefined || place < last) continue
    last = place
    kept.push(id)
  }
  return kept
}

function partBetween(from: Item, to: Item): Record<string, unknown> | undefined {
  const part: Record<string, unknown> = {}
  for (const key of Object.keys(to)) if (!isSame(from[key], to[key])) part[key] = to[key]
  for (const key of Object.keys(from)) if (!(key in to)) part[key] = null
  return Object.keys(part).length > 0 ? part : undefined
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

/** The document after a patch that was made from it. What comes of a patch from elsewhere has to be checked. */
export function applyPatch(document: WorkflowDocument, patch: DocumentPatch): WorkflowDocument {
  const { notes, settings, ...rest } = document
  const said = patch.settings === undefined ? settings : (patch.settings ?? undefined)
  const noted = patchList(notes ?? [], patch.notes)
  return {
    ...rest,
    activities: patchList(rest.activities, patch.activities),
    transitions: patchList(rest.transitions, patch.transitions),
    ...(noted.length > 0 ? { notes: noted } : {}),
    ...(said ? { settings: said } : {}),
  }
}

function patchList<T extends Item>(items: T[], patch: ListPatch | undefined): T[] {
  if (!patch) return items
  const drop = new Set(patch.drop)
  const left = items
    .filter(({ id }) => !drop.has(id))
    .map(item => (patch.set?.[item.id] ? written(item, patch.set[item.id] ?? {}) : item))
  for (const [index, item] of patch.put ?? []) left.splice(index, 0, item as unknown as T)
  return left
}

function written<T extends Item>(item: T, part: Readonly<Record<string, unknown>>): T {
  const entries = Object.entries({ ...item, ...part }).filter(([, value]) => value !== null)
  return Object.fromEntries(entries) as T
}
