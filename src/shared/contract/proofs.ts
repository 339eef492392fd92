import { z } from 'zod'
import { messageStates } from '../lifecycles/message.ts'
import { deliveryStates } from '../lifecycles/delivery.ts'
import { contentDraft, expectedColumns } from './content.ts'
import { call, done, id, instant, nothing } from './feature.ts'
import { fieldNameSchema } from '../rule/condition.ts'
import { peopleSourceSchema } from './people.ts'

/** Messages that one call sends at most (PR-05). */
export const mostProofs = 100

/** A test person: a number that proofs go to, apart from people (PR-07). */
export const testNumberSchema = z.object({
  id,
  /** E.164. */
  phone: z.string(),
  name: z.string(),
  /** By field, what messages of their own are written with; what is not there comes from somebody of the audience. */
  fields: z.record(fieldNameSchema, z.string().max(1000)),
})
export type TestNumber = z.infer<typeof testNumberSchema>

/** What a proof is of: a delivery, or an activity of a workflow before it has made one. */
export const proofSubjectSchema = z.union([
  z.object({ deliveryId: id }),
  z.object({ workflowId: id, activityId: z.string().max(100) }),
])
export type ProofSubject = z.infer<typeof proofSubjectSchema>

/** Whose message a proof is: a person's, a test person's own, or the real one that left with the delivery. */
export const proofKinds = ['person', 'own', 'copy'] as const
export type ProofKind = (typeof proofKinds)[number]

/** A message that was sent to test numbers. */
export const proofSchema = z.object({
  /** Of the delivery that carries it. */
  id,
  kind: z.enum(proofKinds),
  /** Counts on with each proof of its subject; null of a copy of the real message. */
  number: z.number().int().nullable(),
  state: z.enum(deliveryStates),
  sentAt: instant,
  /** Whose data it shows or is filled in with, null where it needed nobody's; the name is null once they were deleted. */
  person: z.object({ id, name: z.string().nullable() }).nullable(),
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
   * @throws UserError `proof/number-unusable`, `proof/number-known`, `proof/number-gone`
   */
  'proofs.saveNumber': call(
    z.object({
      id: id.optional(),
      name: z.string().trim().min(1).max(60),
      phone: z.string().trim().max(40),
      /** Absent, they stay as they are. */
      fields: testNumberSchema.shape.fields.optional(),
    }),
    testNumberSchema,
  ),
  'proofs.removeNumber': call(z.object({ id }), done),
  /** The proofs of a subject, the newest first. */
  'proofs.list': call(z.object({ of: proofSubjectSchema }), z.array(proofSchema)),
  /**
   * Sends messages to test numbers, through the real line: those of some people, of somebody drawn by lot, of the test
   * people themselves (PR-02). They are in no count, in no cap, and never go to the people themselves.
   * @throws UserError `proof/content-faulty`, `proof/no-message`, `proof/bad-sender`, `proof/too-many`,
   *   `proof/own-number`, `proof/suppressed`, `proof/nobody`, `proof/nothing-to-send`, `delivery/no-line`, `delivery/line-gone`
   */
  'proofs.send': call(
    z.object({
      of: proofSubjectSchema,
      content: z.object(contentDraft),
      source: peopleSourceSchema.optional(),
      columns: expectedColumns,
      lineId: id.nullable(),
      personIds: z.array(id).max(mostProofs).default([]),
      /** Also of somebody of the audience whom chance finds. */
      byLot: z.boolean().default(false),
      /** Also to each test person a message with their own data. */
      own: z.boolean().default(false),
      numberIds: z.array(id).min(1).max(mostProofs),
      /** What each text begins with; `{n}` is the number of the proof. */
      prefix: z.string().max(40).default(''),
    }),
    z.object({ numbers: z.array(z.number().int()) }),
  ),
} as const

export const proofPushes = { 'proofs.changed': done } as const
