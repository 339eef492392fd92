import { z } from 'zod'
import { everyone, ruleSchema } from '../rule.ts'
import { defineActivity, type Column } from './define-activity.ts'
import { haveOwnIds, labelOfOutlet, namedOutletShape, readNamedOutlets } from './named-outlet.ts'
import { valueSourceSchema } from './value-source.ts'

/** Where those go whom no subset takes. */
export const remainderOutlet = 'remainder'

/** The column in which a person carries the code of the subset (TR-13). */
export const segmentColumn: Column = { name: 'segment', label: 'Segment', type: 'text' }

/** How many of those who match a subset takes; a percentage is of everyone who comes in (TG-11). */
const size = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('count'), count: z.number().int().min(1).max(1_000_000_000) }),
  z.object({ kind: z.literal('percent'), percent: z.number().positive().max(100) }),
])
export type SubsetSize = z.infer<typeof size>

/** Which of them, where a subset does not take all: those that lots are drawn for, or the first in some order. */
const order = z.discriminatedUnion('by', [
  z.object({ by: z.literal('random') }),
  z.object({
    by: z.literal('value'),
    value: valueSourceSchema,
    direction: z.enum(['ascending', 'descending']),
  }),
])
export type SubsetOrder = z.infer<typeof order>

const subset = z.object({
  ...namedOutletShape,
  /** Written into the column `segment` of its people; empty for none. */
  code: z.string().trim().max(50),
  rule: ruleSchema,
  size,
  order,
  /** Nothing leaves where nobody is in it, not even a signal (TR-14). */
  skipsEmpty: z.boolean(),
})
export type Subset = z.infer<typeof subset>

const settings = z.object({
  subsets: z
    .array(subset)
    .min(1)
    .max(100)
    .refine(subsets => haveOwnIds([...subsets, { id: remainderOutlet }]), { path: ['ids'] }),
  /** Whether somebody can be in several subsets; else the first one that matches takes them. */
  overlap: z.boolean(),
  complement: z.boolean(),
})
export type SplitSettings = z.infer<typeof settings>

/** A subset that takes everyone who is left. */
export function createSubset(id: string, part: Partial<Subset> = {}): Subset {
  return {
    id,
    label: '',
    code: '',
    rule: everyone,
    size: { kind: 'all' },
    order: { by: 'random' },
    skipsEmpty: false,
    ...part,
  }
}

/** Divides the people who come in into subsets, each with a way of its own (TG-11). */
export const split = defineActivity({
  kind: 'split',
  family: 'targeting',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  settings,
  initial: {
    subsets: [createSubset('subset-1', { size: { kind: 'percent', percent: 50 } }), createSubset('subset-2')],
    overlap: false,
    complement: false,
  },
  outlets(given) {
    const subsets = readNamedOutlets(given['subsets']).map(({ id }) => id)
    return given['complement'] === true ? [...subsets, remainderOutlet] : subsets
  },
  outletLabel: (given, outlet) => labelOfOutlet(given['subsets'], outlet),
  columns(given, inbound) {
    const subsets: unknown[] = Array.isArray(given['subsets']) ? given['subsets'] : []
    const hasCode = subsets.some(each => subset.safeParse(each).data?.code)
    return hasCode ? withSegment(inbound) : inbound
  },
})

/** Columns with the one of the codes; it takes the place of one of that name. */
export function withSegment(columns: readonly Column[]): readonly Column[] {
  return [...columns.filter(({ name }) => name !== segmentColumn.name), segmentColumn]
}
