import { isBuiltInField, type FieldType } from '../../../shared/person-field.ts'

/** The expression that gives a field of `people` as a message says it: the entries of a list one after the other. */
export function writtenColumn(field: string, types: ReadonlyMap<string, FieldType>): string {
  if (isBuiltInField(field)) return `people.${field}`
  const column = `people.fields ->> '$.${field}'`
  if (types.get(field) !== 'list') return column
  return `(SELECT group_concat(value, ', ' ORDER BY key)
    FROM json_each(iif(json_valid(${column}), ${column}, '[]')))`
}
