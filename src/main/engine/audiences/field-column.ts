import { UserError } from '../../../shared/errors.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import { fieldNameSchema } from '../../../shared/rule/condition.ts'
import type { RuleSetting } from './rule-setting.ts'

/**
 * The expression that gives a field's value as text.
 * @throws UserError `rule/unknown-field`
 */
export function columnOf(field: string, { fields }: Pick<RuleSetting, 'fields'>): string {
  if (isBuiltInField(field)) return `people.${field}`
  if (!fields.has(field) || !fieldNameSchema.safeParse(field).success) {
    throw new UserError('rule/unknown-field', { field })
  }
  return `(people.fields ->> '$.${field}')`
}
