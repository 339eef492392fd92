import type { z } from 'zod'
import {
  fileUses,
  type FileColumn,
  type FileUse,
  type LoadedColumn,
} from '../../../../../shared/activities/load-file.ts'
import { columnName } from '../../../../../shared/column-name.ts'
import { columnTypes, type ColumnType } from '../../../../../shared/column.ts'
import { readingChoiceSchema, type ReadingChoice } from '../../../../../shared/contract/imports.ts'
import type { loadFileCalls } from '../../../../../shared/contract/load-files.ts'
import type { PersonField } from '../../../../../shared/contract/people.ts'
import { labelOfHeader } from '../../../../../shared/field-label.ts'
import { readDate } from '../../../../../shared/field/read-date.ts'
import { readDecimal } from '../../../../../shared/field/read-decimal.ts'
import { isBuiltInField } from '../../../../../shared/person-field.ts'

type Draft = Readonly<Record<string, unknown>>

/** What a file looks like today. */
export type Inspection = z.output<(typeof loadFileCalls)['loadFiles.inspect']['output']>

/** A field and the column that holds it; either may not be chosen yet. */
export interface PairDraft {
  readonly field?: string
  readonly source?: FileColumn
}

/** The settings of an activity as they are being written. */
export interface LoadDraft {
  readonly file: { readonly key: string; readonly name: string; readonly use: FileUse } | undefined
  readonly reading: ReadingChoice
  readonly country: string | null
  readonly match: readonly PairDraft[]
  readonly columns: readonly LoadedColumn[]
  readonly adds: boolean
  /** What new people get. */
  readonly fields: readonly PairDraft[]
}

/** Reads whatever the settings hold. */
export function readLoadDraft(settings: Draft): LoadDraft {
  const unmatched = recordOf(settings['unmatched'])
  return {
    file: readFile(settings['file']),
    reading: readingChoiceSchema.safeParse(settings['reading']).data ?? {},
    country: typeof settings['country'] === 'string' ? settings['country'] : null,
    match: listOf(settings['match']).map(readPair),
    columns: listOf(settings['columns']).flatMap(readColumn),
    adds: unmatched['kind'] === 'add',
    fields: listOf(unmatched['fields']).map(readPair),
  }
}

/** Proposes what a file that was just chosen is for: its number finds people, and what is no field of theirs travels on. */
export function setUp(
  { columns }: Inspection,
  fields: readonly PersonField[],
): Pick<LoadDraft, 'match' | 'columns' | 'fields'> {
  const placed = columns.map(({ header, target, samples }, at) => ({
    source: { header, at },
    target,
    samples,
  }))
  const known = placed.flatMap(({ source, target }): PairDraft[] =>
    target.to === 'field' ? [{ source, field: target.field }] : [],
  )
  const match = known.find(({ field }) => field === 'phone')
  const names: string[] = []
  const carried = placed.flatMap(({ source, target, samples }): LoadedColumn[] => {
    if (target.to === 'ignore' || (target.to === 'field' && isBuiltInField(target.field))) return []
    const column = createColumn(source, { target, samples, fields, names })
    names.push(column.name)
    return [column]
  })
  return {
    match: match ? [match] : [],
    columns: carried,
    fields: known.filter(({ field }) => field !== 'phone' && field !== undefined && isBuiltInField(field)),
  }
}

/** A column of the file as people carry it on; choices and lists travel as texts. */
export function createColumn(
  source: FileColumn,
  {
    target,
    samples,
    fields,
    names,
  }: Pick<Inspection['columns'][number], 'target' | 'samples'> & {
    readonly fields: readonly PersonField[]
    readonly names: readonly string[]
  },
): LoadedColumn {
  const label = labelOfHeader(source.header) || `${source.at + 1}`
  const field = target.to === 'field' ? fields.find(({ key }) => key === target.field) : undefined
  const wanted = target.to === 'new-field' ? target.type : field?.type
  const type = columnTypes.find(each => each === wanted) ?? 'text'
  const { dateOrder, decimal } = target.to === 'ignore' ? {} : target
  return {
    source,
    label,
    name: columnName(label, names),
    type,
    ...formOf(type, samples),
    ...(type === 'date' && dateOrder ? { dateOrder } : {}),
    ...(type === 'number' && decimal ? { decimal } : {}),
  }
}

/** How the values of a column are written that is to be of a type, as far as a few of them tell. */
export function formOf(
  type: ColumnType,
  samples: readonly string[],
): Pick<LoadedColumn, 'dateOrder' | 'decimal'> {
  const misses = (read: (sample: string) => unknown): number =>
    samples.filter(sample => read(sample) === undefined).length
  if (type === 'number') {
    const isComma =
      misses(sample => readDecimal(sample, 'comma')) < misses(sample => readDecimal(sample, 'point'))
    return { decimal: isComma ? 'comma' : 'point' }
  }
  if (type !== 'date') return {}
  const isMonthFirst =
    misses(sample => readDate(sample, 'month-day')) < misses(sample => readDate(sample, 'day-month'))
  return { dateOrder: isMonthFirst ? 'month-day' : 'day-month' }
}

/** Whether two are the same column of a file. */
export function isSameColumn(left: FileColumn | undefined, right: FileColumn): boolean {
  if (!left) return false
  return left.header === right.header && (left.header !== '' || left.at === right.at)
}

function readFile(given: unknown): LoadDraft['file'] {
  const { key, name, use } = recordOf(given)
  if (typeof key !== 'string') return undefined
  return {
    key,
    name: typeof name === 'string' ? name : '',
    use: fileUses.find(each => each === use) ?? 'place',
  }
}

function readPair(given: unknown): PairDraft {
  const { field, source } = recordOf(given)
  const column = readSource(source)
  return { ...(typeof field === 'string' ? { field } : {}), ...(column ? { source: column } : {}) }
}

function readColumn(given: unknown): LoadedColumn[] {
  const { source, name, label, type, dateOrder, decimal } = recordOf(given)
  const column = readSource(source)
  if (!column) return []
  return [
    {
      source: column,
      name: typeof name === 'string' ? name : '',
      label: typeof label === 'string' ? label : '',
      type: columnTypes.find(each => each === type) ?? 'text',
      ...(dateOrder === 'day-month' || dateOrder === 'month-day' ? { dateOrder } : {}),
      ...(decimal === 'point' || decimal === 'comma' ? { decimal } : {}),
    },
  ]
}

function readSource(given: unknown): FileColumn | undefined {
  const { header, at } = recordOf(given)
  return typeof header === 'string' && typeof at === 'number' ? { header, at } : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function recordOf(value: unknown): Draft {
  return value && typeof value === 'object' ? (value as Draft) : {}
}
