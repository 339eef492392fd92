import { z } from 'zod'
import { exclusionCauses } from '../exclusion-cause.ts'
import { activityRunStates } from '../lifecycles/workflow-run.ts'
import { renderedSchema } from './content.ts'
import { call, done, id, instant, money } from './feature.ts'
import { troubleSchema } from './trouble.ts'
import { workflowLogSchema } from './workflow-run.ts'

/** How a rehearsal goes on where the world would have to say so. */
export const rehearsalOptionsSchema = z.object({
  /** How often each schedule fires, at most, and for how many days from now. */
  firings: z.number().int().min(1).max(10).default(1),
  days: z.number().int().min(1).max(366).nullable().default(null),
  /** By activity, what is answered there; the first answer where nothing is said. */
  answers: z.record(z.string().max(64), z.string().max(64)).default({}),
  /** By External signal, the values that it brings, by name; examples where nothing is said. */
  signals: z
    .record(
      z.string().max(64),
      z.record(z.string().max(50), z.union([z.string().max(1000), z.number(), z.boolean()])),
    )
    .default({}),
})
export type RehearsalOptions = z.output<typeof rehearsalOptionsSchema>

const person = z.object({ personId: z.number(), name: z.string(), phone: z.string().nullable() })
export type RehearsedPerson = z.infer<typeof person>

/** What a rehearsal found out about the deliveries of one SMS activity, added up. */
const messages = z.object({
  activityId: z.string(),
  deliveries: z.number(),
  targeted: z.number(),
  excluded: z.array(z.object({ cause: z.enum(exclusionCauses), count: z.number() })),
  toDeliver: z.number(),
  parts: z.number(),
  cost: money.nullable(),
  /** How long the sending takes; null where the line does not say how fast it is. */
  durationMs: z.number().nullable(),
  /** Texts as they would be sent: the first, the longest and one of the shortest. */
  samples: z.array(renderedSchema),
})
export type RehearsedMessages = z.infer<typeof messages>

export const rehearsalSchema = z.object({
  /** Of the clock that a rehearsal goes by. */
  beganAt: instant,
  endedAt: instant,
  /** It was ended before everything in it was over. */
  isCut: z.boolean(),
  /** Firings of triggers and the start itself. */
  runs: z.number(),
  /** `people`: some of those who travelled along it. */
  transitions: z.array(z.object({ transitionId: z.string(), count: z.number(), people: z.array(person) })),
  activities: z.array(
    z.object({
      activityId: z.string(),
      state: z.enum(activityRunStates),
      error: troubleSchema.nullable(),
    }),
  ),
  messages: z.array(messages),
  /** What would be written into the log, the first lines first. */
  timeline: z.array(workflowLogSchema),
  /** Lines that the timeline has beyond those. */
  left: z.number(),
})
export type Rehearsal = z.infer<typeof rehearsalSchema>

export const rehearsalCalls = {
  /**
   * Executes the draft on a copy of the workspace, with a clock that goes from moment to moment, and answers what would
   * happen. Nothing is sent, nothing is changed. One at a time: refused with `workflow/rehearsal-under-way`.
   */
  'workflows.rehearse': call(z.object({ id, options: rehearsalOptionsSchema.prefault({}) }), rehearsalSchema),
  /** Cuts a rehearsal off, which is refused with `workflow/rehearsal-cancelled` then; harmless where there is none. */
  'workflows.cancelRehearsal': call(z.object({ id }), done),
} as const

export const rehearsalPushes = {
  /** While it is copied: bytes of the copy, out of all; afterwards the moment that its clock shows. */
  'workflow.rehearsal-progressed': z.object({
    id,
    copied: z.number(),
    of: z.number(),
    at: instant.nullable(),
  }),
} as const
