import { z } from 'zod'
import { defineActivity } from './define-activity.ts'
import { longestConsentNote } from './subscribe.ts'

const settings = z.object({
  listId: z.number().int().positive(),
  /** Why, for who looks at it later; nobody needs a reason to be left alone. */
  note: z.string().trim().max(longestConsentNote),
  errorOutlet: z.boolean(),
})
export type UnsubscribeSettings = z.infer<typeof settings>

/** Takes the people who come in off a subscription list at once, and lets them go on. */
export const unsubscribe = defineActivity({
  kind: 'unsubscribe',
  family: 'channel',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  mayEnd: true,
  settings,
  initial: { note: '', errorOutlet: false },
  outlets: given => ['result', ...(given['errorOutlet'] === true ? ['error'] : [])],
})
