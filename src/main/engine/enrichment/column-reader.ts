import type { ColumnOrigin } from '../../../shared/activities/enrichment.ts'
import { UserError } from '../../../shared/errors.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import type { RuleSetting } from '../audiences/rule-setting.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import { writtenColumn } from '../people/written-column.ts'
import { messagesReader, repliesReader } from './history-reader.ts'
import { textReader } from './text-reader.ts'

/** What columns are read with. */
export interface ReaderSetting {
  readonly rules: RuleSetting
  /** Names of the columns that are there before this one. */
  readonly before: readonly string[]
  /** The population of another set that comes in; undefined where it never fired in this run. */
  findSet(set: { readonly from: string; readonly outlet: string }): number | undefined
}

/** What SQLite hands over. */
export type RawValue = string | number | null

/** How the value of one column is found for a person: what is asked of SQLite, and what is made of the answers. */
export interface ColumnReader {
  /** Expressions over `population_members` and `people`. */
  readonly expressions: readonly SqlPart[]
  /**
   * @param values those of the expressions
   * @param carried what the person carries so far
   * @returns the value as it is kept; null or an empty text for none
   */
  read(values: readonly RawValue[], carried: Readonly<Record<string, string>>): string | null
}

/**
 * Reads one kind of column.
 * @throws UserError `rule/unknown-field`, `template/faulty`
 */
export function createColumnReader(origin: ColumnOrigin, setting: ReaderSetting): ColumnReader {
  switch (origin.of) {
    case 'field':
      return fieldReader(origin.field, setting.rules)
    case 'messages':
      return messagesReader(origin, setting.rules)
    case 'replies':
      return repliesReader(origin, setting.rules)
    case 'set':
      return setReader(setting.findSet(origin.set), origin.column)
    case 'constant':
      return { expressions: [], read: () => origin.value.normalize('NFC') }
    case 'text':
      return textReader(origin.text, setting)
  }
}

function fieldReader(field: string, { fields }: RuleSetting): ColumnReader {
  if (!isBuiltInField(field) && !fields.has(field)) throw new UserError('rule/unknown-field', { field })
  return single({ sql: writtenColumn(field, fields), parameters: [] })
}

function setReader(populationId: number | undefined, column: string): ColumnReader {
  if (populationId === undefined) return { expressions: [], read: () => null }
  return single({
    sql: `(SELECT other.extra ->> '$.${column}' FROM population_members AS other
      WHERE other.population_id = ? AND other.person_id = population_members.person_id)`,
    parameters: [populationId],
  })
}

function single(expression: SqlPart): ColumnReader {
  return { expressions: [expression], read: ([value]) => (value == null ? null : String(value)) }
}
