import { z } from 'zod'
import { errorPolicies, workflowSettingsSchema } from './workflow/workflow-settings.ts'

/** Bumped when the shape of the document changes; older documents are migrated when they are read. */
export const documentVersion = 1

export const positionSchema = z.object({ x: z.number(), y: z.number() })

/** A disabled activity ends its branch before it; one that is held lets nobody through until it is released. */
export const activityModes = ['normal', 'disabled', 'held'] as const
export type ActivityMode = (typeof activityModes)[number]

/** A node of the drawn graph; `settings` is checked by its kind's definition, not here, so that drafts can be kept. */
export const activitySchema = z.object({
  id: z.string().min(1).max(64),
  kind: z.string().min(1).max(64),
  version: z.number().int().positive(),
  label: z.string().max(200),
  position: positionSchema,
  settings: z.record(z.string(), z.unknown()),
  /** Absent: normal. */
  mode: z.enum(activityModes).optional(),
  /** Absent: as the workflow says. */
  errorPolicy: z.enum(errorPolicies).optional(),
})
export type Activity = z.infer<typeof activitySchema>

/** An edge: from one outlet of an activity to the inlet of another. */
export const transitionSchema = z.object({
  /** Made of the three others, so that the same connection keeps its id. */
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(64),
  outlet: z.string().min(1).max(64),
  to: z.string().min(1).max(64),
  /** What a person called it; the outlet's name stands there without it. */
  label: z.string().max(200).optional(),
})
export type Transition = z.infer<typeof transitionSchema>

/** A piece of paper on the canvas; it takes no part in a run. */
export const noteSchema = z.object({
  id: z.string().min(1).max(64),
  text: z.string().max(5000),
  position: positionSchema,
  size: z.object({ width: z.number().positive(), height: z.number().positive() }),
})
export type Note = z.infer<typeof noteSchema>

/** A workflow as it is stored, exported and undone: nothing of the canvas library is in it. */
export const workflowDocumentSchema = z.object({
  version: z.literal(documentVersion),
  activities: z.array(activitySchema).max(1000),
  transitions: z.array(transitionSchema).max(5000),
  notes: z.array(noteSchema).max(500).optional(),
  /** What differs from `defaultWorkflowSettings`. */
  settings: workflowSettingsSchema.partial().optional(),
})
export type WorkflowDocument = z.infer<typeof workflowDocumentSchema>

/** A workflow with nothing in it. */
export const emptyDocument: WorkflowDocument = { version: documentVersion, activities: [], transitions: [] }
