import { z } from 'zod'

/** How many people a delivery was prepared for, how many its audience holds at this moment, and how many came and left since. */
export const audienceNowSchema = z.object({
  before: z.number().int(),
  now: z.number().int(),
  came: z.number().int(),
  left: z.number().int(),
})
export type AudienceNow = z.infer<typeof audienceNowSchema>
