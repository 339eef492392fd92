import { readBoolean } from '../../../../shared/field/read-boolean.ts'
import type { FieldType } from '../../../../shared/person-field.ts'

/** A number without leading zeros, which postal codes and membership numbers have. */
const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/
const date = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** The narrowest type that all values have without having to be read; text where there are none. */
export function typeOfValues(values: readonly string[]): FieldType {
  const filled = values.map(value => value.trim()).filter(Boolean)
  if (filled.length === 0) return 'text'
  const types = ['boolean', 'date', 'number'] as const
  return types.find(type => filled.every(value => fitsType(value, type))) ?? 'text'
}

/** Whether a value, which is not empty, can be compared as one of a type as it stands. */
export function fitsType(value: string, type: FieldType): boolean {
  if (type === 'number') return number.test(value)
  if (type === 'date') return date.test(value)
  return type === 'boolean' ? readBoolean(value) !== undefined : true
}
