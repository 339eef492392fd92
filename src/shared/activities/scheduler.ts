import { z } from 'zod'
import { scheduleSchema } from '../schedule/schedule.ts'
import { defineActivity } from './define-activity.ts'

const settings = z.object({
  schedule: scheduleSchema,
  /** IANA name; null means the workflow's. */
  timeZone: z.string().min(1).max(100).nullable(),
})
export type SchedulerSettings = z.infer<typeof settings>

/** Begins a run of what comes behind it, each time its schedule says so (FC-02). */
export const scheduler = defineActivity({
  kind: 'scheduler',
  family: 'flow',
  version: 1,
  inlets: 'none',
  carries: 'signal',
  isTrigger: true,
  settings,
  initial: {
    schedule: {
      every: 'week',
      interval: 1,
      weekdays: [1, 2, 3, 4, 5],
      times: { kind: 'at', times: ['09:00'] },
      from: null,
      end: { kind: 'never' },
    },
    timeZone: null,
  },
  outlets: () => ['fired'],
})
