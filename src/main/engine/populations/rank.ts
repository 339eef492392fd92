import type { FieldType } from '../../../shared/person-field.ts'
import { foldName } from '../people/fold-name.ts'

/** What people are put in order by; null for somebody without a value. */
export type Rank = number | string | null

/** Which end of an order comes first. */
export type Direction = 'ascending' | 'descending'

/** The rank of a value as it is kept: numbers by what they amount to, texts without capitals and accents. */
export function rankOf(value: string | number | null, type: FieldType): Rank {
  if (value === null || value === '') return null
  if (typeof value === 'number' || type === 'date') return value
  const number = type === 'number' ? Number(value) : Number.NaN
  return Number.isNaN(number) ? foldName(value) : number
}

/** Compares two ranks for sorting. Numbers come before texts; who has no value comes last in either direction. */
export function compareRanks(left: Rank, right: Rank, direction: Direction = 'ascending'): number {
  if (left === right) return 0
  if (left === null || right === null) return left === null ? 1 : -1
  const order = typeof left === typeof right ? (left < right ? -1 : 1) : typeof left === 'number' ? -1 : 1
  return direction === 'ascending' ? order : -order
}
