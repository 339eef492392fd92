import { z } from 'zod'
import { call, done, id, instant, money } from './feature.ts'

/** What preparation found of a test of several texts. */
export const preparedTestSchema = z.object({
  /** Each text on its share, in order. */
  texts: z.array(z.object({ messages: z.number().int(), parts: z.number().int(), cost: money })),
  /** Texts that clicks cannot choose: no message has a link in it. Absent where there are none, or something else chooses. */
  unlinked: z.array(z.number().int()).optional(),
  /** Who is held back, and what they come to with each text; absent where everybody is in a share. */
  held: z
    .object({
      messages: z.number().int(),
      texts: z.array(z.object({ parts: z.number().int(), cost: money })),
    })
    .optional(),
})

/** What can be counted of a text once it has left. */
export const testMeasures = ['delivered', 'replies', 'clicks'] as const
export type TestMeasure = (typeof testMeasures)[number]

/**
 * What a difference between the best text and the next one says: nothing to compare, too few messages to tell, may be
 * chance, or hardly chance.
 */
export const verdicts = ['none', 'few', 'chance', 'clear'] as const
export type Verdict = (typeof verdicts)[number]

const testTextResultSchema = z.object({
  messages: z.number().int(),
  /** Messages of which it is known that they left or were refused: what the shares are of. */
  sent: z.number().int(),
  delivered: z.number().int(),
  /** People who wrote back, unless they opted out. */
  replies: z.number().int(),
  /** People who followed a link. */
  clicks: z.number().int(),
})
export type TestTextResult = z.infer<typeof testTextResultSchema>

const comparisonSchema = z.object({
  /** The text that does best; null where none does. */
  best: z.number().int().nullable(),
  verdict: z.enum(verdicts),
  /** How often chance alone makes such a difference, 0 to 1; null where it cannot be told. */
  chance: z.number().nullable(),
})
export type TestComparison = z.infer<typeof comparisonSchema>

/** Why a text is sent to everybody else. */
export const winnerCauses = ['measure', 'tie', 'hand'] as const

export const testResultSchema = z.object({
  texts: z.array(testTextResultSchema),
  compared: z.object({ delivered: comparisonSchema, replies: comparisonSchema, clicks: comparisonSchema }),
  /** Absent where everybody is in a share. */
  decision: z
    .object({
      /** Messages that wait for a text. */
      held: z.number().int(),
      /** When the last message of the test had left; null before. */
      sentAt: instant.nullable(),
      /** When a text is chosen by itself; null where it is not, or not yet known. */
      decidesAt: instant.nullable(),
      /** Since when a person is asked. */
      askedAt: instant.nullable(),
      winner: z.number().int().nullable(),
      chosenBy: z.enum(winnerCauses).nullable(),
      chosenAt: instant.nullable(),
    })
    .optional(),
})
export type TestResult = z.infer<typeof testResultSchema>

export const deliveryTestCalls = {
  /** How the texts of a delivery do; null where it tests none or has not begun. */
  'deliveryTests.get': call(z.object({ id }), z.object({ result: testResultSchema.nullable() })),
  /**
   * Sends a text to everybody who is held back. Refused with `delivery/test-decided` where one was chosen already, with
   * `delivery/cannot-choose` where the delivery is not being sent.
   */
  'deliveryTests.choose': call(z.object({ id, text: z.number().int().min(0).max(3) }), done),
} as const
