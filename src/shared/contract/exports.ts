import { z } from 'zod'
import { exclusionCauses } from '../exclusion-cause.ts'
import { messageStates } from '../lifecycles/message.ts'
import { comparedIds, messageShareSchema } from './delivery-figures.ts'
import { call, done, fileRef, id, job, someOf } from './feature.ts'
import { peopleOrder } from './people-order.ts'
import { selectionSchema } from './people.ts'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Whose rows are written. */
export const exportSubjectSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('people'),
    selection: selectionSchema,
    ...peopleOrder,
    /** Keys of fields, built-in or custom, and `state`, `tags`, `created_at`; all when absent. */
    columns: z.array(z.string().max(200)).min(1).max(1000).optional(),
  }),
  z.object({ of: z.literal('exclusions'), deliveryId: id, cause: z.enum(exclusionCauses).optional() }),
  z.object({
    of: z.literal('messages'),
    deliveryId: id,
    states: someOf(messageStates).optional(),
    search: z.string().trim().max(100).optional(),
    within: messageShareSchema.optional(),
  }),
  /** What the dashboard of a delivery tells: its numbers, then how they are broken down and why messages failed. */
  z.object({ of: z.literal('figures'), deliveryId: id }),
  /** The same of several deliveries, side by side. */
  z.object({ of: z.literal('comparison'), deliveryIds: comparedIds }),
  z.object({ of: z.literal('rejections'), importId: id }),
  /** Rows of a file that a workflow read and that became nobody. */
  z.object({ of: z.literal('file-rows'), loadId: id }),
])
export type ExportSubject = z.infer<typeof exportSubjectSchema>

export const exportCalls = {
  /**
   * Writes rows to a file and answers when it is whole; nothing is left of one that was cancelled. A cell that a
   * spreadsheet would take for a formula begins with an apostrophe in a CSV, which an import takes away.
   */
  'exports.start': call(
    z.object({
      what: exportSubjectSchema,
      format: z.enum(exportFormats),
      file: fileRef,
      /** Headers by the key of their column, and words by `<column>.<code>`; what is absent is written as its code. */
      words: z.record(z.string().max(200), z.string().max(500)).default({}),
      job,
    }),
    z.object({ rows: z.number(), isWhole: z.boolean() }),
  ),
  'exports.cancel': call(z.object({ job: z.string().max(64) }), done),
} as const

export const exportPushes = {
  /** For exports that were given a job; at most five times a second. */
  'export.progressed': z.object({ job: z.string(), done: z.number(), of: z.number() }),
} as const
