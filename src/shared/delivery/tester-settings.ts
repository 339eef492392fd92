import { z } from 'zod'

/** As many test people as can get a delivery beside its audience. */
export const mostTesters = 100

/** Test people who get the real message when it is sent; they are in no figure of the audience (PR-06). */
export const testerSettingsSchema = z.object({
  testerIds: z.array(z.number().int().positive()).min(1).max(mostTesters),
})
export type TesterSettings = z.infer<typeof testerSettingsSchema>

/** Why a chosen test person gets nothing. */
export const testerGaps = ['in-audience', 'suppressed', 'no-text', 'bad-sender'] as const
export type TesterGap = (typeof testerGaps)[number]
