import { z } from 'zod'
import { columnSchema } from '../column.ts'
import { call, id } from './feature.ts'

export const populationCalls = {
  /** People who travelled along a transition, and the columns that they carried. Refused with `population/not-found`. */
  'populations.get': call(z.object({ id }), z.object({ count: z.number(), columns: z.array(columnSchema) })),
  /** The columns of some of them, by id of the person; who has none there is left out. */
  'populations.values': call(
    z.object({ id, personIds: z.array(id).max(1000) }),
    z.record(z.string(), z.record(z.string(), z.string())),
  ),
} as const
