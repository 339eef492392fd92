import { z } from 'zod'
import { id, instant } from './feature.ts'

/** An act that changed many people or numbers at once, and can be taken back as a whole. */
export const bulkActSchema = z.object({
  id,
  at: instant,
  /** The reason that was given. */
  note: z.string().nullable(),
  /** How many it changed then. */
  changed: z.number().int(),
})
export type BulkAct = z.infer<typeof bulkActSchema>

/** A reason that may be given for an act. */
export const actNote = z.string().trim().max(500).optional()
