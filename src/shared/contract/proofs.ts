import { z } from 'zod'
import { messageStates } from '../lifecycles/message.ts'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { contentDraft, expectedColumns } from './content.ts'
import { call, done, id, instant, nothing } from './feature.ts'
import { peopleSourceSchema } from './people.ts'

/** Messages that one call sends at most (PR-05). */
export const mostProofs = 100

/** A number that proofs go to. */
export const testNumberSchema = z.object({
  id,
  /** E.164. */
  phone: z.string(),
  name: z.string(),
})
export type TestNumber = z.infer<typeof testNumberSchema>

/** What a proof is of: a delivery, or an activity of a workflow before it has made one. */
export const proofSubjectSchema = z.union([
  z.object({ deliveryId: id }),
  z.object({ workflowId: id, activityId: z.string().max(100) }),
])
export type ProofSubject = z.infer<typeof proofSubjectSchema>

/** A proof: one person's message, sent to test numbers. */
export const proofSchema = z.object({
  /** Of the delivery that carries it. */
  id,
  /** Counts on with each proof of its subject. */
  number: z.number().int(),
  state: z.enum(deliveryStates),
  sentAt: instant,
  /** Whose data it shows; the name is null once that person was deleted. */
  person: z.object({ id, name: z.string().nullable() }),
  text: z.string(),
  parts: z.number().int(),
  messages: z.array(
    z.object({
      recipient: z.string(),
      /** Of the test number; null once that was removed. */
      name: z.string().nullable(),
      state: z.enum(messageStates),
      reason: z.string().nullable(),
    }),
  ),
})
export type Proof = z.infer<typeof proofSchema>

export const proofCalls = {
  'proofs.numbers': call(nothing, z.array(testNumberSchema)),
  /**
   * Adds a test number, or changes one.
   * @throws UserError `proof/number-unusable`, `proof/number-known`
   */
  'proofs.saveNumber': call(
    z.object({ id: id.optional(), name: z.string().trim().min(1).max(60), phone: z.string().trim().max(40) }),
    testNumberSchema,
  ),
  'proofs.removeNumber': call(z.object({ id }), done),
  /** The proofs of a subject, the newest first. */
  'proofs.list': call(z.object({ of: proofSubjectSchema }), z.array(proofSchema)),
  /**
   * Sends the messages of some people to test numbers, through the real line. They are in no count, in no cap, and
   * never go to the people themselves.
   * @throws UserError `proof/content-faulty`, `proof/too-many`, `proof/own-number`, `proof/suppressed`,
   *   `proof/nothing-to-send`, `delivery/no-line`, `delivery/line-gone`
   */
  'proofs.send': call(
    z.object({
      of: proofSubjectSchema,
      content: z.object(contentDraft),
      source: peopleSourceSchema.optional(),
      columns: expectedColumns,
      lineId: id.nullable(),
      personIds: z.array(id).min(1).max(mostProofs),
      numberIds: z.array(id).min(1).max(mostProofs),
      /** What each text begins with; `{n}` is the number of the proof. */
      prefix: z.string().max(40).default(''),
    }),
    z.object({ numbers: z.array(z.number().int()) }),
  ),
} as const

export const proofPushes = { 'proofs.changed': done } as const
