/** Fields that every person has; the others are custom and live beside them under the same naming rule. */
export const builtInFields = ['first_name', 'last_name', 'phone', 'country', 'language', 'time_zone'] as const
export type BuiltInField = (typeof builtInFields)[number]

/**
 * Types of a custom field. Values are kept as text: dates as `YYYY-MM-DD`, booleans as `true` or `false`, a choice as
 * one of the field's choices, a list as a JSON array of texts.
 */
export const fieldTypes = ['text', 'number', 'date', 'boolean', 'choice', 'list'] as const
export type FieldType = (typeof fieldTypes)[number]

/** Whether a name is one of the fields that every person has. */
export function isBuiltInField(name: string): name is BuiltInField {
  return (builtInFields as readonly string[]).includes(name)
}
