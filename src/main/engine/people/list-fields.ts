import type { Database } from 'better-sqlite3'
import type { PersonField } from '../../../shared/contract/people.ts'
import { builtInFields } from '../../../shared/person-field.ts'

/** Every field of a person: the built-in ones first, then the custom ones in their own order. */
export function listFields(sql: Database): PersonField[] {
  const custom = sql
    .prepare('SELECT key, label, type FROM person_fields ORDER BY position, key')
    .all() as Omit<PersonField, 'isBuiltIn'>[]
  return [
    ...builtInFields.map(key => ({ key, label: key, type: 'text', isBuiltIn: true }) as const),
    ...custom.map(field => ({ ...field, isBuiltIn: false })),
  ]
}
