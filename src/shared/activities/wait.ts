import { z } from 'zod'
import { fieldNameSchema } from '../rule/condition.ts'
import { durationSchema } from '../schedule/duration.ts'
import { clockTimeSchema } from '../schedule/schedule.ts'
import { weekWindowSchema } from '../schedule/week-window.ts'
import { defineActivity } from './define-activity.ts'

const settings = z.discriminatedUnion('until', [
  /** `window`: the wait ends only within it, else when it opens next. */
  z.object({ until: z.literal('duration'), duration: durationSchema, window: weekWindowSchema.nullable() }),
  z.object({ until: z.literal('moment'), day: z.iso.date(), time: clockTimeSchema }),
  /** Everyone by a date of their own: a field of theirs, or a column that they carry. */
  z.object({
    until: z.literal('date'),
    field: fieldNameSchema,
    /** Days after the date; before it with a negative number. */
    offset: z.number().int().min(-365).max(365),
    time: clockTimeSchema,
    /** The next anniversary counts, not the date itself. */
    isYearly: z.boolean(),
    /** What happens to people whose day is over already. */
    past: z.enum(['go-on', 'leave-out']),
    /** Whether people without a date leave by an outlet of their own; else they are left out. */
    hasNoDate: z.boolean(),
  }),
])
export type WaitSettings = z.infer<typeof settings>

/**
 * Lets people go on later. They stay those who came in: nothing is evaluated anew (FC-06, MK-11). Moments are read by
 * the clocks of the workflow.
 */
export const wait = defineActivity({
  kind: 'wait',
  family: 'flow',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  settings,
  initial: { until: 'duration', duration: { amount: 1, unit: 'days' }, window: null },
  outlets: given =>
    given['until'] === 'date' && given['hasNoDate'] === true ? ['ended', 'no-date'] : ['ended'],
})
