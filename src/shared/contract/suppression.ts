import { z } from 'zod'
import { suppressionCauses } from '../suppression-cause.ts'
import { bulkActSchema } from './bulk-acts.ts'
import { instant } from './feature.ts'

/** Why nothing is sent to a number. */
export const suppressionSchema = z.object({
  /** E.164. */
  phone: z.string(),
  cause: z.enum(suppressionCauses),
  /** The reason that was given; of who opted out, their words. */
  note: z.string().nullable(),
  at: instant,
  /** The act by which many were suppressed at once. */
  act: bulkActSchema.nullable(),
})
export type Suppression = z.infer<typeof suppressionSchema>
