import { z } from 'zod'
import { deliveryContentSchema } from '../delivery/delivery-content.ts'
import { deliverySettingsSchema } from '../delivery/delivery-settings.ts'
import { seriesSettingsSchema } from '../delivery/series-settings.ts'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { workflowStates } from '../lifecycles/workflow.ts'
import { messageStates } from '../lifecycles/message.ts'
import { restSchema } from './deliveries.ts'
import { excludedPersonSchema } from './excluded-person.ts'
import { call, digest, done, id, instant, someOf, windowOf } from './feature.ts'
import { seriesSumsSchema } from './series-sums.ts'

/** A firing that is to come. */
const run = z.object({ dueAt: instant, isSkipped: z.boolean() })
export type SeriesRun = z.infer<typeof run>

/** What a firing did: made an execution, or nothing and why. */
export const firingOutcomes = ['made', 'nobody', 'paused', 'skipped', 'stopped'] as const

/** A month, a week or a day, as `periodOf` writes it. */
const period = z.string().max(20)

const firing = z.object({
  dueAt: instant,
  at: instant,
  outcome: z.enum(firingOutcomes),
  /** The execution that it made, if there is one. */
  childId: id.nullable(),
})
export type SeriesFiring = z.infer<typeof firing>

/** A recurring delivery, as its own screen shows it. */
export const seriesSchema = seriesSettingsSchema.extend({
  id,
  label: z.string(),
  state: z.enum(['recurring', 'suspended', 'stopped']),
  content: deliveryContentSchema,
  settings: deliverySettingsSchema,
  line: z.object({ id, name: z.string(), kind: z.string() }).nullable(),
  /** Null once the workflow is gone. `hasActivity`: what new runs execute still has the activity. */
  workflow: z
    .object({
      id,
      name: z.string(),
      state: z.enum(workflowStates),
      activityId: z.string(),
      hasActivity: z.boolean(),
    })
    .nullable(),
  /** By whose clocks periods begin and end. */
  timeZone: z.string(),
  /** The period that it is now; null without aggregation. */
  period: z.string().nullable(),
  /** What executions still say in this period, where the series says something else by now. */
  frozen: deliveryContentSchema.nullable(),
  /** Stands for content and settings: a confirmation of the series names it. */
  digest: z.string(),
  /** When a person confirmed the present content and settings for the series; null where nobody has. */
  confirmedAt: instant.nullable(),
  /** Executions that wait for a confirmation, the oldest first, and those that one of the series would release. */
  waiting: z.array(z.object({ id, messages: z.number().int(), isReleasable: z.boolean() })),
  next: z.array(run),
  lastFiring: firing.nullable(),
  sums: seriesSumsSchema,
  createdAt: instant,
  finishedAt: instant.nullable(),
})
export type Series = z.infer<typeof seriesSchema>

/** Everything that was made in one period; without aggregation in one firing. */
const execution = z.object({
  period: z.string().nullable(),
  from: instant,
  to: instant,
  /** The newest of its deliveries. */
  newestId: id,
  sums: seriesSumsSchema,
})
export type SeriesExecution = z.infer<typeof execution>

const child = z.object({
  id,
  firedFor: instant,
  state: z.enum(deliveryStates),
  /** Of one that is being sent, where nothing of it may leave now. */
  rest: restSchema.nullable().optional(),
  sums: seriesSumsSchema,
})
export type SeriesChild = z.infer<typeof child>

/** Whose names stand behind a number of a series. */
export const seriesCrowds = ['targeted', 'excluded', 'to-deliver'] as const
export type SeriesCrowd = (typeof seriesCrowds)[number]

/** Somebody in one execution, with what became of the message or why there is none. */
const seriesPerson = excludedPersonSchema.extend({
  deliveryId: id,
  firedFor: instant,
  message: z.object({ state: z.enum(messageStates), reason: z.string().nullable() }).nullable(),
})
export type SeriesPerson = z.infer<typeof seriesPerson>

export const seriesCalls = {
  'series.get': call(z.object({ id }), seriesSchema),
  /** Periods, the latest first. */
  'series.executions': call(
    z.object({ id, ...windowOf }),
    z.object({ total: z.number(), rows: z.array(execution) }),
  ),
  /** What was made in one period, the latest first. */
  'series.children': call(
    z.object({ id, period, ...windowOf }),
    z.object({ total: z.number(), rows: z.array(child) }),
  ),
  /**
   * The people behind the sums, execution by execution, the latest first; whoever is in several is in the list once for
   * each, as in the sums. `states` narrows those who are to get a message.
   */
  'series.people': call(
    z.object({
      id,
      crowd: z.enum(seriesCrowds),
      states: someOf(messageStates).optional(),
      period: period.optional(),
      childId: id.optional(),
      ...windowOf,
    }),
    z.object({ total: z.number(), rows: z.array(seriesPerson) }),
  ),
  /** What the latest firings did, the latest first. */
  'series.firings': call(
    z.object({ id, ...windowOf }),
    z.object({ total: z.number(), rows: z.array(firing) }),
  ),
  /** Refused with `series/changed` when the series says something else by now. */
  'series.confirm': call(
    z.object({ id, digest, typedCount: z.number().int().optional() }),
    z.object({ released: z.number() }),
  ),
  'series.revoke': call(z.object({ id }), done),
  /** Firings make nothing until it is resumed; what is under way goes on. */
  'series.pause': call(z.object({ id }), done),
  'series.resume': call(z.object({ id }), done),
  /** For good: no firing makes anything any more. */
  'series.stop': call(z.object({ id }), done),
  /** Takes one of the next ten firings out, or puts it back. */
  'series.skip': call(z.object({ id, dueAt: instant }), done),
  'series.unskip': call(z.object({ id, dueAt: instant }), done),
} as const
