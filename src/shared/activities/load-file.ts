import { z } from 'zod'
import { columnSchema } from '../column.ts'
import { readingChoiceSchema } from '../contract/imports.ts'
import { dateOrders } from '../field/read-date.ts'
import { decimalMarks } from '../field/read-decimal.ts'
import { fieldNameSchema } from '../rule/condition.ts'
import { defineActivity, type Column } from './define-activity.ts'

/** Where a file is read: at the place where it was chosen, as it is then, or from a copy in the workspace. */
export const fileUses = ['place', 'copy'] as const
export type FileUse = (typeof fileUses)[number]

/** A column of the file: by its name, and where files name none, by where it stands, from 0. */
const source = z.object({ header: z.string().max(500), at: z.number().int().min(0).max(999) })
export type FileColumn = z.infer<typeof source>

/** A column of the file that people carry on, and how its values are written there. */
const loadedColumn = columnSchema.extend({
  source,
  dateOrder: z.enum(dateOrders).optional(),
  decimal: z.enum(decimalMarks).optional(),
})
export type LoadedColumn = z.infer<typeof loadedColumn>

/** A field of people and the column of the file that holds it. */
const pair = z.object({ source, field: fieldNameSchema })
export type ColumnPair = z.infer<typeof pair>

/** What happens to rows that mean nobody who is there. */
const unmatched = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leave-out') }),
  /** `fields`: what new people get besides what they are found by. */
  z.object({ kind: z.literal('add'), fields: z.array(pair).max(200) }),
])

const settings = z.object({
  file: z.object({ key: z.string().min(1).max(64), name: z.string().max(500), use: z.enum(fileUses) }),
  /** What a person has decided about how it is read; the rest is found out each time. */
  reading: readingChoiceSchema,
  /** For numbers without a country; null means that of the workspace. */
  country: z.string().length(2).nullable(),
  /** Whom a row means: the person of whom all of these are so (TG-14). */
  match: z.array(pair).min(1).max(5),
  columns: z.array(loadedColumn).max(200),
  unmatched,
  /** What a file without rows does: it is a failure, or there is nobody today. */
  empty: z.enum(['fail', 'nobody']),
  errorOutlet: z.boolean(),
})
export type LoadFileSettings = z.infer<typeof settings>

/** People by the rows of a file, who carry its columns on (DM-01…DM-03). */
export const loadFile = defineActivity({
  kind: 'load-file',
  family: 'targeting',
  version: 1,
  inlets: 'optional',
  carries: 'people',
  isSource: true,
  counts: ['file_rows', 'file_people', 'file_left_out', 'file_added'],
  settings,
  initial: {
    reading: {},
    country: null,
    match: [],
    columns: [],
    unmatched: { kind: 'leave-out' },
    empty: 'fail',
    errorOutlet: false,
  },
  outlets: given => ['result', ...(given['errorOutlet'] === true ? ['error'] : [])],
  columns: given => loadedColumns(given['columns']),
})

/** The columns of settings that may be unfinished. */
export function loadedColumns(given: unknown): readonly Column[] {
  const drafts: readonly unknown[] = Array.isArray(given) ? given : []
  return drafts.flatMap(draft => {
    const { success, data } = columnSchema.safeParse(draft)
    return success ? [data] : []
  })
}
