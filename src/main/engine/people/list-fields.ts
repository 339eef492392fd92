import type { Database } from 'better-sqlite3'
import type { PersonField } from '../../../shared/contract/people.ts'
import { builtInFields, type FieldType } from '../../../shared/person-field.ts'
import { readChoices } from './field-choices.ts'

/** Every field of a person: the built-in ones first, then the custom ones in their own order. */
export function listFields(sql: Database): PersonField[] {
  const custom = sql
    .prepare('SELECT key, label, type FROM person_fields ORDER BY position, key')
    .all() as Omit<PersonField, 'isBuiltIn'>[]
  return [
    ...builtInFields.map(key => ({ key, label: key, type: 'text', isBuiltIn: true }) as const),
    ...custom.map(field => {
      const choices = field.type === 'choice' ? { choices: readChoices(sql, field.key) } : {}
      return { ...field, isBuiltIn: false, ...choices }
    }),
  ]
}

/** The types of the custom fields, by key. */
export function readFieldTypes(sql: Database): Map<string, FieldType> {
  const rows = sql.prepare('SELECT key, type FROM person_fields').raw().all() as [string, FieldType][]
  return new Map(rows)
}
