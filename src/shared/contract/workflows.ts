import { z } from 'zod'
import { activityRunStates, workflowRunStates } from '../lifecycles/workflow-run.ts'
import { workflowDocumentSchema } from '../workflow-document.ts'
import { troubleSchema } from './trouble.ts'
import { call, done, id, instant, nothing } from './feature.ts'

/** Something that keeps a workflow from starting; `path` points into the activity's settings. */
export const workflowIssueSchema = z.object({
  activityId: z.string().nullable(),
  transitionId: z.string().nullable(),
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  path: z.string().nullable(),
  severity: z.enum(['error', 'warning']),
})
export type WorkflowIssue = z.infer<typeof workflowIssueSchema>

export const workflowRunSchema = z.object({
  id,
  workflowId: id,
  state: z.enum(workflowRunStates),
  startedAt: instant,
  finishedAt: instant.nullable(),
  activities: z.array(
    z.object({
      activityId: z.string(),
      state: z.enum(activityRunStates),
      error: troubleSchema.nullable(),
      deliveryId: id.nullable(),
    }),
  ),
  /** Counts on transitions, by transition id, with the population to peek at. */
  transitions: z.array(z.object({ transitionId: z.string(), count: z.number(), populationId: id })),
})
export type WorkflowRun = z.infer<typeof workflowRunSchema>

export const workflowSchema = z.object({
  id,
  name: z.string(),
  document: workflowDocumentSchema,
  /** Goes up with each save; a save names the one that it was made from. */
  revision: z.number().int(),
  updatedAt: instant,
  lastRun: workflowRunSchema.nullable(),
})
export type Workflow = z.infer<typeof workflowSchema>

const summary = z.object({
  id,
  name: z.string(),
  activities: z.number(),
  updatedAt: instant,
  lastRun: z.object({ id, state: z.enum(workflowRunStates), startedAt: instant }).nullable(),
})
export type WorkflowSummary = z.infer<typeof summary>

const name = z.string().trim().min(1).max(200)

export const workflowCalls = {
  'workflows.list': call(nothing, z.array(summary)),
  'workflows.create': call(z.object({ name, document: workflowDocumentSchema.optional() }), workflowSchema),
  'workflows.get': call(z.object({ id }), workflowSchema),
  /** Refused with `workflow/changed-elsewhere` when another window saved since `revision`. */
  'workflows.save': call(
    z.object({ id, document: workflowDocumentSchema, revision: z.number().int() }),
    z.object({ revision: z.number().int() }),
  ),
  'workflows.rename': call(z.object({ id, name }), done),
  'workflows.duplicate': call(z.object({ id, name }), workflowSchema),
  'workflows.remove': call(z.object({ id }), done),
  'workflows.check': call(z.object({ id }), z.array(workflowIssueSchema)),
  /**
   * Runs the saved document; refused with `workflow/not-ready` while a check finds errors. Never sends. While deliveries
   * of the workflow wait for review it is refused with `workflow/delivery-waiting` (`count`, and the newest as
   * `deliveryId`), unless they are to be discarded: they are stopped then, for good.
   */
  'workflows.start': call(
    z.object({ id, discardWaiting: z.boolean().default(false) }),
    z.object({ runId: id }),
  ),
  'workflows.stop': call(z.object({ runId: id }), done),
  'workflows.runs': call(z.object({ id }), z.array(workflowRunSchema)),
  'workflows.run': call(z.object({ runId: id }), workflowRunSchema),
} as const

export const workflowPushes = {
  'workflows.changed': z.object({ id }),
  'workflow.run-changed': z.object({ workflowId: id, runId: id }),
} as const
