import { z } from 'zod'
import { setOperations } from '../rule.ts'
import { defineActivity, type Column } from './define-activity.ts'
import { findPrimary, primarySchema } from './primary.ts'
import { valueSourceSchema } from './value-source.ts'

/** What makes two people of different sets the same: that they are, their number, or values that are chosen. */
export const combineMatches = ['person', 'number', 'values'] as const
export type CombineMatch = (typeof combineMatches)[number]

const settings = z.object({
  operation: z.enum(setOperations),
  match: z.enum(combineMatches),
  /** The values by which people are matched, where `match` says so. */
  keys: z.array(valueSourceSchema).max(10),
  /** The set that comes first: an exclusion takes from it, and its values win. Null: the first that comes in. */
  primary: primarySchema.nullable(),
  /** Only columns that every set brings go on. */
  keepsCommon: z.boolean(),
  /** The most people whom a union gives; those of the primary set come first. Null: no limit. */
  limit: z.number().int().min(1).max(1_000_000_000).nullable(),
  complement: z.boolean(),
})
export type CombineSettings = z.infer<typeof settings>

/** Where those go who are left aside. */
export const complementOutlet = 'complement'

/** The union, the intersection or the exclusion of all sets that come in, once they are all there (TG-08…TG-10). */
export const combine = defineActivity({
  kind: 'combine',
  family: 'targeting',
  version: 1,
  inlets: 'many',
  carries: 'inbound',
  needsPeople: true,
  settings,
  initial: {
    operation: 'union',
    match: 'person',
    keys: [],
    primary: null,
    keepsCommon: false,
    limit: null,
    complement: false,
  },
  outlets: given => (given['complement'] === true ? ['result', complementOutlet] : ['result']),
  primaryOf(given, incoming) {
    return given['operation'] === 'exclusion' ? findPrimary(given['primary'], incoming) : undefined
  },
  columns: (given, inbound, sets) =>
    given['keepsCommon'] === true && given['operation'] !== 'exclusion' ? commonColumns(sets) : inbound,
})

/** The columns that every set has, by name, as the first of them has them. */
export function commonColumns(sets: readonly (readonly Column[])[]): readonly Column[] {
  const [first = [], ...others] = sets
  return first.filter(({ name }) => others.every(columns => columns.some(column => column.name === name)))
}

/** The columns of all sets, by name; the first that has one wins. */
export function allColumns(sets: readonly (readonly Column[])[]): readonly Column[] {
  const byName = new Map<string, Column>()
  for (const column of sets.flat()) if (!byName.has(column.name)) byName.set(column.name, column)
  return [...byName.values()]
}
