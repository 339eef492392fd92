import type { Column } from '../../../shared/activities/define-activity.ts'
import type { ValueSource } from '../../../shared/activities/value-source.ts'
import type { FieldType } from '../../../shared/person-field.ts'
import { columnOf } from '../audiences/field-column.ts'
import { columnValue } from './column-value.ts'

/** What values are looked for in: the custom fields of the workspace and the columns that people carry. */
export interface ValueSetting {
  readonly fields: ReadonlyMap<string, FieldType>
  readonly columns: readonly Column[]
}

/**
 * The expression that gives a value as text, in a query on `population_members` and `people`.
 * @throws UserError `rule/unknown-field`
 */
export function valueExpression(
  { from, name }: ValueSource,
  { fields }: Pick<ValueSetting, 'fields'>,
): string {
  return from === 'column' ? columnValue(name) : columnOf(name, { fields })
}

/** What kind of value it is; a text where that is not known. */
export function valueType({ from, name }: ValueSource, { fields, columns }: ValueSetting): FieldType {
  const type = from === 'field' ? fields.get(name) : columns.find(column => column.name === name)?.type
  return type ?? 'text'
}
