import { z } from 'zod'

/** As many lines as one delivery can name. */
export const mostPoolLines = 100

const lineIds = z.array(z.number().int().positive()).max(mostPoolLines)

/**
 * Several lines that share the messages of a delivery; each takes the next one when it is free. All of them are of one
 * kind, so that every line counts a text alike and none that only simulates takes what is meant for a real one.
 */
export const poolSettingsSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('these'), lineIds: lineIds.min(1) }),
    /** Whatever lines of that kind there are when it is prepared, but these. */
    z.object({ kind: z.literal('all-but'), of: z.string().min(1).max(40), lineIds }),
  ])
  .and(
    z.object({
      /** People get their messages from the line that texted them last, as long as that can send; absent is yes. */
      keepsLine: z.boolean().optional(),
    }),
  )
export type PoolSettings = z.infer<typeof poolSettingsSchema>
