import { z } from 'zod'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { messageRowSchema } from './deliveries.ts'
import { call, id, instant, windowOf } from './feature.ts'
import { troubleSchema } from './trouble.ts'
import { proofKinds } from './proofs.ts'

/** What a journal of a delivery can tell: moves of its life, and what people decided. */
export const journalKinds = [
  'created',
  'preparing',
  'prepared',
  'preparation-failed',
  'preparation-cancelled',
  'edited',
  'confirmed',
  'confirmed-by-itself',
  'confirmed-by-series',
  'withdrawn',
  'held',
  'begun',
  'start-missed',
  'paused',
  'paused-by-itself',
  'line-out',
  'line-back',
  'resumed',
  'budget-raised',
  'clock-set-back',
  'retried',
  'text-chosen',
  'decided-sent',
  'decided-failed',
  'finished',
  'nobody',
  'stopped',
  'proofs',
] as const
export type JournalKind = (typeof journalKinds)[number]

const entry = z.object({
  key: z.string(),
  at: instant,
  kind: z.enum(journalKinds),
  /** Numbers that belong to it, by name: targeted, excluded, toDeliver, messages. */
  numbers: z.record(z.string(), z.number()),
  trouble: troubleSchema.nullable(),
  /** The line that it is about; null where it is about none. */
  line: z.string().nullable(),
})
export type JournalEntry = z.infer<typeof entry>

/** A message of whatever delivery, proofs included. */
const foundMessage = messageRowSchema.extend({
  deliveryId: id,
  deliveryLabel: z.string(),
  deliveryState: z.enum(deliveryStates),
  /** Of a proof: its number, and of which kind it is; both null of a message to the audience. */
  proof: z.number().int().nullable(),
  proofKind: z.enum(proofKinds).nullable(),
})
export type FoundMessage = z.infer<typeof foundMessage>

export const deliveryJournalCalls = {
  /** What happened with a delivery and what people decided about it, the latest first. */
  'deliveries.journal': call(
    z.object({ id, ...windowOf }),
    z.object({ total: z.number(), rows: z.array(entry) }),
  ),
  /**
   * What a number got, in all deliveries, the latest first. `phone` is the number as it was understood, null where it
   * cannot be; then nothing is found.
   */
  'messages.toNumber': call(
    z.object({ number: z.string().trim().min(1).max(100), ...windowOf }),
    z.object({ phone: z.string().nullable(), total: z.number(), rows: z.array(foundMessage) }),
  ),
} as const
