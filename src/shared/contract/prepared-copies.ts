import { z } from 'zod'
import { testerGaps } from '../delivery/tester-settings.ts'
import { money } from './feature.ts'

/** What the chosen test people will get, and who of them will not. */
export const preparedCopiesSchema = z.object({
  messages: z.number().int(),
  parts: z.number().int(),
  cost: money,
  leftOut: z.array(z.object({ phone: z.string(), name: z.string(), why: z.enum(testerGaps) })),
})
export type PreparedCopies = z.infer<typeof preparedCopiesSchema>
