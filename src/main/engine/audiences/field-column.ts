import { UserError } from '../../../shared/errors.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import { fieldNameSchema } from '../../../shared/rule/condition.ts'
import { columnValue } from '../populations/column-value.ts'
import type { RuleSetting } from './rule-setting.ts'

/**
 * The expression that gives a field's value as text, or that of a column that people carry: it hides a field of its name.
 * @throws UserError `rule/unknown-field`
 */
export function columnOf(
  field: string,
  { fields, carried }: Pick<RuleSetting, 'fields' | 'carried'>,
): string {
  if (carried?.columns.has(field)) return columnValue(field)
  if (isBuiltInField(field)) return `people.${field}`
  if (!fields.has(field) || !fieldNameSchema.safeParse(field).success) {
    throw new UserError('rule/unknown-field', { field })
  }
  return `(people.fields ->> '$.${field}')`
}
