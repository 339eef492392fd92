import { z } from 'zod'

/** Bumped when the shape of the document changes; older documents are migrated when they are read. */
export const documentVersion = 1

export const positionSchema = z.object({ x: z.number(), y: z.number() })

/** A node of the drawn graph; `settings` is checked by its kind's definition, not here, so that drafts can be kept. */
export const activitySchema = z.object({
  id: z.string().min(1).max(64),
  kind: z.string().min(1).max(64),
  version: z.number().int().positive(),
  label: z.string().max(200),
  position: positionSchema,
  settings: z.record(z.string(), z.unknown()),
})
export type Activity = z.infer<typeof activitySchema>

/** An edge: from one outlet of an activity to the inlet of another. */
export const transitionSchema = z.object({
  /** Made of the three others, so that the same connection keeps its id. */
  id: z.string().min(1).max(200),
  from: z.string().min(1).max(64),
  outlet: z.string().min(1).max(64),
  to: z.string().min(1).max(64),
})
export type Transition = z.infer<typeof transitionSchema>

/** A workflow as it is stored, exported and undone: nothing of the canvas library is in it. */
export const workflowDocumentSchema = z.object({
  version: z.literal(documentVersion),
  activities: z.array(activitySchema).max(1000),
  transitions: z.array(transitionSchema).max(5000),
})
export type WorkflowDocument = z.infer<typeof workflowDocumentSchema>

/** A workflow with nothing in it. */
export const emptyDocument: WorkflowDocument = { version: documentVersion, activities: [], transitions: [] }
