import { z } from 'zod'
import { defineActivity } from './define-activity.ts'
import { findPrimary, primarySchema } from './primary.ts'

const settings = z.object({
  /** Whose people go on: those of one transition, by where it comes from. Null: of the first that brings any. */
  primary: primarySchema.nullable(),
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
  primaryOf: (given, incoming) => findPrimary(given['primary'], incoming),
})
