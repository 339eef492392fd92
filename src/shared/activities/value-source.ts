import { z } from 'zod'
import { fieldNameSchema } from '../rule/condition.ts'

/** A value that somebody has: in a field of their own, or in a column that they carry along. */
export const valueSourceSchema = z.object({ from: z.enum(['field', 'column']), name: fieldNameSchema })
export type ValueSource = z.infer<typeof valueSourceSchema>

/** The number that somebody is texted on. */
export const phoneNumber: ValueSource = { from: 'field', name: 'phone' }

/** Whether two are the same value. */
export function isSameSource(left: ValueSource, right: ValueSource): boolean {
  return left.from === right.from && left.name === right.name
}
