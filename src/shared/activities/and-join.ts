import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

const settings = z.object({
  /** Whose people go on: those of one transition, by where it comes from. Null: of the first that brings any. */
  primary: z.object({ from: z.string().min(1).max(64), outlet: z.string().min(1).max(64) }).nullable(),
})
export type AndJoinSettings = z.infer<typeof settings>

/** Goes on once all that lead to it have come, with the people of exactly one of them (FC-08). */
export const andJoin = defineActivity({
  kind: 'and-join',
  family: 'flow',
  version: 1,
  inlets: 'many',
  carries: 'inbound',
  joins: 'all',
  settings,
  initial: { primary: null },
  outlets: () => ['joined'],
  primaryOf(given, incoming) {
    const { primary } = settings.safeParse(given).data ?? {}
    return incoming.find(({ from, outlet }) => from === primary?.from && outlet === primary.outlet)
  },
})
