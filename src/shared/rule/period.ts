import { z } from 'zod'

/** The same limit on every count of days: a century and no more. */
export const daysSchema = z.number().int().min(0).max(36_500)

/** When something happened. The last `days` days begin at midnight, so many days ago, in the machine's time zone. */
export const periods = ['ever', 'never', 'in-last-days', 'not-in-last-days'] as const
export type Period = (typeof periods)[number]

/** The part of a condition that says when. */
export const whenShape = { period: z.enum(periods), days: daysSchema.optional() }
