import { z } from 'zod'

/** An error that was stored to be shown later: its code and the values of its text. */
export const troubleSchema = z.object({
  code: z.string(),
  data: z.record(z.string(), z.union([z.string(), z.number()])),
})
