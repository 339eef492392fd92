import { z } from 'zod'
import { messageStates } from '../lifecycles/message.ts'
import { money } from './feature.ts'

/** Messages by state; the states of the ledger and nothing else. */
export const stateCountsSchema = z.object(
  Object.fromEntries(messageStates.map(state => [state, z.number().int()])) as Record<
    (typeof messageStates)[number],
    z.ZodNumber
  >,
)
export type StateCounts = z.infer<typeof stateCountsSchema>

/**
 * What executions of a recurring delivery come to together. targeted = excluded + toDeliver, and toDeliver = Σ counts,
 * for one, for a period, and for all: executions that are not prepared count for nothing yet.
 */
export const seriesSumsSchema = z.object({
  deliveries: z.number().int(),
  targeted: z.number().int(),
  excluded: z.number().int(),
  toDeliver: z.number().int(),
  parts: z.number().int(),
  /** What they cost as they were prepared; one for each currency. */
  costs: z.array(money),
  /** What of that has been spent: the sum of what their own dashboards say. */
  spent: z.object({ parts: z.number().int(), costs: z.array(money) }),
  counts: stateCountsSchema,
})
export type SeriesSums = z.infer<typeof seriesSumsSchema>
