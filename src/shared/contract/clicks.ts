import { z } from 'zod'
import { call, id, instant } from './feature.ts'

const clickedAt = z.union([instant, z.iso.datetime({ offset: true }).transform(text => Date.parse(text))])

export const clickCalls = {
  /**
   * Takes in links that people followed, from the export of a shortener or from its web hook. A click that is told again
   * counts once; what belongs to no number of a person is not kept.
   */
  'clicks.record': call(
    z.object({
      clicks: z
        .array(
          z.object({
            phone: z.string().trim().min(1).max(100),
            url: z.string().trim().min(1).max(2000),
            /** Epoch ms, or an ISO time with its zone; now when absent. */
            at: clickedAt.optional(),
            /** The delivery whose message held the link. */
            deliveryId: id.optional(),
          }),
        )
        .min(1)
        .max(10_000),
    }),
    z.object({ recorded: z.number(), repeated: z.number(), unmatched: z.number() }),
  ),
} as const

export const clickPushes = { 'clicks.recorded': z.object({}) } as const
