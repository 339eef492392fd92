import { z } from 'zod'
import { suppressionCauses } from '../suppression-cause.ts'
import { call, id, instant, job, windowOf } from './feature.ts'
import { selectionSchema } from './people.ts'

export const suppressionSchema = z.object({
  /** E.164. */
  phone: z.string(),
  cause: z.enum(suppressionCauses),
  note: z.string().nullable(),
  at: instant,
})
export type Suppression = z.infer<typeof suppressionSchema>

const note = z.string().trim().max(500).optional()

/** Numbers that nothing is ever sent to, whoever they belong to: they outlive the person and any import. */
export const suppressionCalls = {
  /** Suppresses the numbers of people. Who has none is counted apart; cut off by `people.cancelWork`, it stays part-done. */
  'suppressions.add': call(
    z.object({ selection: selectionSchema, note, job }),
    z.object({ added: z.number(), withoutNumber: z.number(), isWhole: z.boolean() }),
  ),
  'suppressions.addNumber': call(
    z.object({ phone: z.string().trim().min(1).max(100), note }),
    suppressionSchema,
  ),
  /** In the order of their numbers, each with the people who have it now. */
  'suppressions.list': call(
    z.object({ search: z.string().trim().max(100).optional(), ...windowOf }),
    z.object({
      total: z.number(),
      rows: z.array(suppressionSchema.extend({ people: z.array(z.object({ id, name: z.string() })) })),
    }),
  ),
  'suppressions.remove': call(
    z.object({ phones: z.array(z.string().max(20)).min(1).max(10_000) }),
    z.object({ removed: z.number() }),
  ),
} as const

export const suppressionPushes = { 'suppressions.changed': z.object({}) } as const
