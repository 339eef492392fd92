import { z } from 'zod'
import { columnSchema } from '../column.ts'
import { fieldNameSchema } from '../rule/condition.ts'
import { defineActivity, type Column } from './define-activity.ts'
import { findPrimary, primarySchema } from './primary.ts'

/** Messages of a person that can be counted or dated. */
export const countedMessages = ['sent', 'delivered', 'failed'] as const
/** What is found out about messages, and about replies. */
export const messageMeasures = ['count', 'last-day'] as const
export const replyMeasures = ['count', 'last-day', 'last-text'] as const

/** The last so many days, today included, as rules count them; null is all time. */
const days = z.number().int().min(0).max(36_500).nullable()

/** Where the values of a column come from. */
const from = z.discriminatedUnion('of', [
  z.object({ of: z.literal('field'), field: fieldNameSchema }),
  z.object({
    of: z.literal('messages'),
    event: z.enum(countedMessages),
    measure: z.enum(messageMeasures),
    days,
  }),
  z.object({ of: z.literal('replies'), measure: z.enum(replyMeasures), days }),
  /** Another set that comes in. */
  z.object({ of: z.literal('set'), set: primarySchema, column: fieldNameSchema }),
  z.object({ of: z.literal('constant'), value: z.string().trim().min(1).max(1000) }),
  /** A text as in a message, with fields, and columns that are there before it. */
  z.object({ of: z.literal('text'), text: z.string().max(5000) }),
])
export type ColumnOrigin = z.infer<typeof from>
export const columnOrigins = ['field', 'messages', 'replies', 'set', 'constant', 'text'] as const

const enrichedColumn = columnSchema.extend({ from })
export type EnrichedColumn = z.infer<typeof enrichedColumn>

const settings = z.object({
  columns: z.array(enrichedColumn).min(1).max(100),
  /** Whose people go on, where several sets come in; null: those of the first. */
  primary: primarySchema.nullable(),
  /** Whether columns that people bring along stay. */
  keeps: z.boolean(),
})
export type EnrichmentSettings = z.infer<typeof settings>

/** Gives people columns: of their fields, of what was sent to them and came from them, of other sets, or made up (TG-13). */
export const enrichment = defineActivity({
  kind: 'enrichment',
  family: 'targeting',
  version: 1,
  inlets: 'many',
  carries: 'inbound',
  needsPeople: true,
  settings,
  initial: { columns: [], primary: null, keeps: true },
  outlets: () => ['result'],
  primaryOf: (given, incoming) => findPrimary(given['primary'], incoming) ?? incoming[0],
  columns: (given, inbound) => enrichedColumns(given, inbound),
})

/** The columns that leave: a new one takes the place of one with the same name. */
export function enrichedColumns(
  given: Readonly<Record<string, unknown>>,
  inbound: readonly Column[],
): readonly Column[] {
  const drafts: readonly unknown[] = Array.isArray(given['columns']) ? given['columns'] : []
  const own = drafts.flatMap(draft => {
    const { success, data } = columnSchema.safeParse(draft)
    return success ? [data] : []
  })
  const kept = given['keeps'] === false ? [] : inbound
  const byName = new Map([...kept, ...own].map(column => [column.name, column]))
  return [...byName.values()]
}
