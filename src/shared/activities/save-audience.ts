import { z } from 'zod'
import { defineActivity } from './define-activity.ts'

const name = z.string().trim().min(1).max(150)
/** Whether the list holds these people alone afterwards, or those who were in it too. */
const change = z.enum(['replace', 'add'])

const settings = z.discriminatedUnion('target', [
  /** The list of that name, which is made where there is none. */
  z.object({ target: z.literal('named'), name, change }),
  z.object({ target: z.literal('existing'), audienceId: z.number().int().positive(), change }),
  /** A new list each time, with the day and the time behind its name. */
  z.object({ target: z.literal('dated'), name }),
])
export type SaveAudienceSettings = z.infer<typeof settings>

/** Keeps the people who come in as a list, and lets them go on (TG-18). */
export const saveAudience = defineActivity({
  kind: 'save-audience',
  family: 'targeting',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  mayEnd: true,
  settings,
  initial: { target: 'named', name: '', change: 'replace' },
  outlets: () => ['result'],
})
