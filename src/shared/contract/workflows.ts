import { z } from 'zod'
import { workflowRunStates } from '../lifecycles/workflow-run.ts'
import { workflowStates } from '../lifecycles/workflow.ts'
import { documentPatchSchema } from '../workflow/document-patch.ts'
import { readOnlyReasons } from '../workflow/file/read-workflow-file.ts'
import { activitySchema, workflowDocumentSchema } from '../workflow-document.ts'
import { call, done, id, instant, nothing, windowOf } from './feature.ts'
import { troubleSchema } from './trouble.ts'
import { runSummarySchema, taskSchema, workflowLogSchema, workflowRunSchema } from './workflow-run.ts'

export type { RunSummary, WorkflowLog, WorkflowRun, WorkflowTask } from './workflow-run.ts'

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

const activityId = z.string().min(1).max(64)
const firing = z.object({ activityId: z.string(), dueAt: instant })

/** How a workflow stands: whether it goes on, what new runs execute, and the last run. */
export const standingSchema = z.object({
  state: z.enum(workflowStates),
  /** What new runs execute; null before the first start. `isCurrent`: the draft says the same. */
  version: z.object({ id, number: z.number().int(), isCurrent: z.boolean() }).nullable(),
  /** A failed workflow that can go on at what failed; otherwise it can only be started from the beginning. */
  canResume: z.boolean(),
  /** The next firing of each trigger that goes by the clock. */
  firings: z.array(firing),
  /** What waits for a person, in any run: a question, or an activity that is held. */
  asks: z.array(z.object({ task: taskSchema, activity: activitySchema })),
  lastRun: workflowRunSchema.nullable(),
})
export type Standing = z.infer<typeof standingSchema>

/** Deliveries of a workflow that are prepared and wait for a person, of whatever run; the newest by name. */
const reviews = z.object({
  deliveries: z.number(),
  messages: z.number(),
  newest: z.array(z.object({ deliveryId: id, label: z.string(), messages: z.number(), createdAt: instant })),
})
export type WorkflowReviews = z.infer<typeof reviews>

export const workflowSchema = standingSchema.extend({
  id,
  name: z.string(),
  /** The draft: what is drawn now. */
  document: workflowDocumentSchema,
  /** Goes up with each save; a save names the one that it was made from. */
  revision: z.number().int(),
  updatedAt: instant,
  /** Null for one that belongs to no campaign. */
  campaignId: id.nullable().optional(),
  /** Why it can only be looked at: its file was not understood as a whole. */
  readOnly: z.enum(readOnlyReasons).optional(),
})
export type Workflow = z.infer<typeof workflowSchema>

const summary = z.object({
  id,
  name: z.string(),
  state: z.enum(workflowStates),
  activities: z.number(),
  updatedAt: instant,
  nextAt: instant.nullable(),
  lastRun: z.object({ id, state: z.enum(workflowRunStates), startedAt: instant }).nullable(),
  /** What went wrong last in its last run. */
  lastError: troubleSchema.nullable(),
  campaignId: id.nullable(),
  isReadOnly: z.boolean(),
  /** One message to one group, so that the wizard can show it. */
  isGroupMessage: z.boolean(),
})
export type WorkflowSummary = z.infer<typeof summary>

/** A published document; `runs` is how many executions of it are kept. */
const versionSummary = z.object({
  id,
  number: z.number().int(),
  publishedAt: instant,
  activities: z.number(),
  runs: z.number(),
})
export type WorkflowVersion = z.infer<typeof versionSummary>

/** What publishing the draft would change for what is under way. */
const effects = z.object({
  /** People who stand in an activity that the draft changes or no longer has; they go on as it was. */
  waiting: z.array(
    z.object({
      activityId: z.string(),
      label: z.string(),
      kind: z.string(),
      people: z.number(),
      change: z.enum(['removed', 'changed']),
    }),
  ),
  /** Firings that will not come, or come at another time. */
  firings: z.array(firing.extend({ label: z.string(), change: z.enum(['removed', 'changed']) })),
})
export type PublishEffects = z.infer<typeof effects>

/** What can be undone and redone in a draft: each patch leads on from the document of the one before. */
export const undoStepsSchema = z.object({
  /** From the draft backwards. */
  past: z.array(documentPatchSchema).max(200),
  /** From the draft forwards again. */
  future: z.array(documentPatchSchema).max(200),
})
export type UndoSteps = z.infer<typeof undoStepsSchema>

const name = z.string().trim().min(1).max(200)
const begin = z.object({ id, discardWaiting: z.boolean().default(false) })
const begun = z.object({ runId: id.nullable() })
const place = z.object({ runId: id, activityId })
const parameters = z.record(z.string().max(50), z.union([z.string().max(1000), z.number(), z.boolean()]))

export const workflowCalls = {
  'workflows.list': call(nothing, z.array(summary)),
  'workflows.create': call(z.object({ name, document: workflowDocumentSchema.optional() }), workflowSchema),
  'workflows.get': call(z.object({ id }), workflowSchema),
  /** As `workflows.get`, without the drawing: for whoever follows a workflow. */
  'workflows.standing': call(z.object({ id }), standingSchema),
  'workflows.reviews': call(z.object({ id }), reviews),
  /** Refused with `workflow/changed-elsewhere` when another window saved since `revision`. */
  'workflows.save': call(
    z.object({
      id,
      document: workflowDocumentSchema,
      revision: z.number().int(),
      steps: undoStepsSchema.optional(),
    }),
    z.object({ revision: z.number().int() }),
  ),
  /** What can be undone in the draft of this revision; null where it has been changed elsewhere since. */
  'workflows.undoSteps': call(z.object({ id, revision: z.number().int() }), undoStepsSchema.nullable()),
  'workflows.rename': call(z.object({ id, name }), done),
  'workflows.duplicate': call(z.object({ id, name }), workflowSchema),
  'workflows.remove': call(z.object({ id }), done),
  'workflows.check': call(z.object({ id }), z.array(workflowIssueSchema)),
  /**
   * Publishes the draft and runs it; refused with `workflow/not-ready` while a check finds errors. Never sends. While
   * deliveries of the workflow wait for review, or were changed and can be prepared again, it is refused with
   * `workflow/delivery-waiting` (`count`, and the newest as `deliveryId`), unless they are to be discarded: they are stopped
   * then, for good. `runId` is null where everything waits for a trigger.
   */
  'workflows.start': call(begin, begun),
  /** What is being executed ends; nothing begins, and nothing fires. */
  'workflows.pause': call(z.object({ id }), done),
  /** Goes on; what failed is executed again, and nothing else. */
  'workflows.resume': call(z.object({ id }), done),
  /** Final: what is being executed is cut off, and what is queued never begins. */
  'workflows.stop': call(z.object({ id }), done),
  /** Stops it and starts it from the beginning. */
  'workflows.restart': call(begin, begun),
  /** Fires a schedule, or ends a wait, at once; of one run or of all that wait there. */
  'workflows.executeNow': call(z.object({ id, activityId, runId: id.optional() }), done),
  /** Lets people through an activity that is held. */
  'workflows.release': call(place, done),
  /** Answers an activity that waits for a person. */
  'workflows.answer': call(place.extend({ answer: z.string().min(1).max(64) }), done),
  /** Fires an External signal of a workflow that is started; parameters that are not declared are refused. */
  'workflows.signal': call(
    z.object({ workflowId: id, activityId, parameters: parameters.default({}) }),
    z.object({ runId: id }),
  ),
  /** Makes the draft what new runs execute. */
  'workflows.publish': call(z.object({ id }), z.object({ number: z.number().int() })),
  'workflows.affects': call(z.object({ id }), effects),
  'workflows.versions': call(z.object({ id }), z.array(versionSummary)),
  'workflows.version': call(
    z.object({ versionId: id }),
    versionSummary.omit({ activities: true, runs: true }).extend({ document: workflowDocumentSchema }),
  ),
  /** Runs, the newest first; those of people who were let go on by themselves are counted in the run that did. */
  'workflows.runs': call(
    z.object({ id, ...windowOf }),
    z.object({ total: z.number(), rows: z.array(runSummarySchema) }),
  ),
  'workflows.run': call(z.object({ runId: id }), workflowRunSchema),
  /** Lines of the log, the newest first; of one run with its children, of one activity. */
  'workflows.logs': call(
    z.object({ id, runId: id.optional(), activityId: activityId.optional(), ...windowOf }),
    z.object({ total: z.number(), rows: z.array(workflowLogSchema) }),
  ),
} as const

export const workflowPushes = {
  'workflows.changed': z.object({ id }),
  /** At most ten times a second for one run. */
  'workflow.run-changed': z.object({ workflowId: id, runId: id }),
} as const
