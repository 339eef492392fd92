import { z } from 'zod'
import { call, done, id, instant } from './feature.ts'

const place = { workflowId: id, activityId: z.string().min(1).max(64) }

export const incrementalCalls = {
  /** What an incremental query remembers, and how many it would return now with settings that may not be saved yet. */
  'incremental.status': call(
    z.object({ ...place, settings: z.record(z.string(), z.unknown()) }),
    z.object({
      /** People whom it has returned and not forgotten. */
      returned: z.number(),
      /** When it was last executed to its end. */
      lastAt: instant.nullable(),
      /** Null while the settings are not complete. */
      fresh: z.number().nullable(),
    }),
  ),
  /** Forgets whom it returned and when: the next time counts as the first. */
  'incremental.forget': call(z.object(place), done),
} as const
