import { z } from 'zod'
import { activityRunStates, workflowRunStates } from '../lifecycles/workflow-run.ts'
import { id, instant } from './feature.ts'
import { troubleSchema } from './trouble.ts'

const version = z.object({ id, number: z.number().int() })

/** What an activity did in a run, and in the runs of the people whom it let go on by themselves. */
export const taskSchema = z.object({
  activityId: z.string(),
  state: z.enum(activityRunStates),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  /** When it goes on by itself, where it waits for a moment. */
  wakeAt: instant.nullable(),
  /** It was reached, and lets nobody through until it is released. */
  isHeld: z.boolean(),
  /** The run in which this holds: the run itself, or one of its children. */
  runId: id,
  /** Set too where the failure was ignored or left by an outlet of its own. */
  error: troubleSchema.nullable(),
  deliveryId: id.nullable(),
  /** People who stand in it, where it waits. */
  waiting: z.number().nullable(),
  /** What a person can answer, where it waits for that; labels may be empty. */
  answers: z.array(z.object({ id: z.string(), label: z.string() })).nullable(),
})
export type WorkflowTask = z.infer<typeof taskSchema>

export const workflowRunSchema = z.object({
  id,
  workflowId: id,
  version,
  /** The trigger that fired; null for what begins with the start of the workflow. */
  entryId: z.string().nullable(),
  state: z.enum(workflowRunStates),
  /** The moment for which it was meant. */
  dueAt: instant,
  /** When it began; while it is queued, the moment for which it was meant. */
  startedAt: instant,
  finishedAt: instant.nullable(),
  variables: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  activities: z.array(taskSchema),
  /** Counts on transitions, by transition id, with the population to peek at; null where its people were let go of. */
  transitions: z.array(
    z.object({ transitionId: z.string(), count: z.number(), populationId: id.nullable() }),
  ),
  /** Runs of people whom an activity let go on by themselves; their tasks and counts are counted in above. */
  children: z.number(),
})
export type WorkflowRun = z.infer<typeof workflowRunSchema>

/** One line of the list of runs. */
export const runSummarySchema = workflowRunSchema
  .pick({
    id: true,
    version: true,
    entryId: true,
    state: true,
    dueAt: true,
    startedAt: true,
    finishedAt: true,
    children: true,
  })
  .extend({
    /** How many activities there are in each state. */
    tasks: z.partialRecord(z.enum(activityRunStates), z.number()),
    /** The first thing that went wrong. */
    error: troubleSchema.nullable(),
  })
export type RunSummary = z.infer<typeof runSummarySchema>

/** One line of the log of a workflow. */
export const workflowLogSchema = z.object({
  id,
  at: instant,
  runId: id.nullable(),
  activityId: z.string().nullable(),
  level: z.enum(['info', 'warning', 'error']),
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type WorkflowLog = z.infer<typeof workflowLogSchema>
