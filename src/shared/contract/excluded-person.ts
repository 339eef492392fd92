import { z } from 'zod'
import { exclusionCauses } from '../exclusion-cause.ts'
import { id } from './feature.ts'

const causeFact = z.object({
  cause: z.enum(exclusionCauses),
  detail: z.string().nullable(),
  /** Of a duplicate: who gets the message on the same number; the name as of the excluded one. */
  other: z.object({ id, name: z.string().nullable() }).optional(),
})

/** Somebody who gets no message of a delivery, and why. */
export const excludedPersonSchema = z.object({
  personId: id,
  /** Empty without a name, null once the person was deleted. */
  personName: z.string().nullable(),
  phone: z.string().nullable(),
  /** The first is the one that counts. */
  causes: z.array(causeFact),
})
