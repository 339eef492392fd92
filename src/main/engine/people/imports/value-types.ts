import type { FieldType } from '../../../../shared/person-field.ts'

const yes = new Set(['true', 'yes', 'y', 'oui', 'ja', 'j', 'vrai', 'waar', 'sant', 'wahr'])
const no = new Set(['false', 'no', 'n', 'non', 'nee', 'nej', 'nein', 'faux', 'onwaar', 'falskt', 'falsch'])

/** A number without leading zeros, which postal codes and membership numbers have. */
const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/
const date = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/

/** The narrowest type that all values have; text where there are none. */
export function typeOfValues(values: readonly string[]): FieldType {
  const filled = values.map(value => value.trim()).filter(Boolean)
  if (filled.length === 0) return 'text'
  const types = ['boolean', 'date', 'number'] as const
  return types.find(type => filled.every(value => fitsType(value, type))) ?? 'text'
}

/** Whether a value, which is not empty, can be compared as one of a type. */
export function fitsType(value: string, type: FieldType): boolean {
  if (type === 'number') return number.test(value)
  if (type === 'date') return date.test(value)
  return type === 'text' || readBoolean(value) !== undefined
}

/** `true` or `false` for a yes or no in five languages. */
export function readBoolean(value: string): 'true' | 'false' | undefined {
  const word = value.toLowerCase()
  if (yes.has(word)) return 'true'
  return no.has(word) ? 'false' : undefined
}
