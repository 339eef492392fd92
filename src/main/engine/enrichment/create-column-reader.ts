import type { ColumnOrigin } from '../../../shared/activities/enrichment.ts'
import { UserError } from '../../../shared/errors.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import type { RuleSetting } from '../audiences/rule-setting.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import { writtenColumn } from '../people/written-column.ts'
import type { ColumnReader, ReaderSetting } from './column-reader.ts'
import { messagesReader, repliesReader } from './history-reader.ts'
import { textReader } from './text-reader.ts'

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
