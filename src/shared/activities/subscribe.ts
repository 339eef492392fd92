import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

/** The longest note that is kept with an act on a list. */
export const longestConsentNote = 500

const settings = z.object({
  listId: z.number().int().positive(),
  /** What the consent rests on: nobody is subscribed without it. */
  note: z.string().trim().min(1).max(longestConsentNote),
  /** Also puts those back who left the list themselves. */
  includesLeft: z.boolean(),
  errorOutlet: z.boolean(),
})
export type SubscribeSettings = z.infer<typeof settings>

/** Puts the people who come in on a subscription list, with the evidence, and lets them go on. */
export const subscribe = defineActivity({
  kind: 'subscribe',
  family: 'channel',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  mayEnd: true,
  settings,
  initial: { note: '', includesLeft: false, errorOutlet: false },
  outlets: given => ['result', ...(given['errorOutlet'] === true ? ['error'] : [])],
})
