import { z } from 'zod'
import { actNote as note } from './bulk-acts.ts'
import { call, done, id, job, windowOf } from './feature.ts'
import { selectionSchema } from './people.ts'
import { suppressionSchema } from './suppression.ts'

export type { Suppression } from './suppression.ts'

/** Numbers that nothing is ever sent to, whoever they belong to: they outlive the person and any import. */
export const suppressionCalls = {
  /** Suppresses the numbers of people. Who has none is counted apart; cut off by `people.cancelWork`, it stays part-done. */
  'suppressions.add': call(
    z.object({ selection: selectionSchema, note, job }),
    z.object({
      added: z.number(),
      withoutNumber: z.number(),
      isWhole: z.boolean(),
      /** What it can be taken back by; null where no number was added. */
      actId: id.nullable(),
    }),
  ),
  'suppressions.addNumber': call(
    z.object({ phone: z.string().trim().min(1).max(100), note }),
    suppressionSchema,
  ),
  /** Lifts what one act suppressed, but of nobody who has opted out: those are counted and stay. */
  'suppressions.undo': call(
    z.object({ actId: id, job }),
    z.object({ removed: z.number(), optedOut: z.number(), isWhole: z.boolean() }),
  ),
  /** Found by digits of the number or words of the note; in the order of their numbers, each with the people who have it now. */
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

export const suppressionPushes = { 'suppressions.changed': done } as const
