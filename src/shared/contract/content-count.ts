import { z } from 'zod'
import { contentDraft, expectedColumns } from './content.ts'
import { lineTermsSchema } from './line-terms.ts'
import { call, done, id, money, windowOf } from './feature.ts'
import { peopleSourceSchema, personSchema } from './people.ts'

/** Why somebody is not counted: no message would be made for them. */
export const uncountedReasons = [
  'no-number',
  'suppressed',
  'field-empty',
  'text-empty',
  'too-long',
  'render-failed',
] as const

/** Why a message takes more parts than most do; the detail is a field or a language. */
export const tipCauses = ['characters', 'length', 'variant', 'branch', 'text'] as const

/** One message that stands for others. */
const example = z.object({ personId: id, parts: z.number().int(), messages: z.number().int() })

export const contentCountSchema = z.object({
  /** What to ask by for the people behind the numbers. */
  countId: z.number().int(),
  /** Everyone in the audience, and those for whom there would be a message. */
  people: z.number().int(),
  messages: z.number().int(),
  uncounted: z.array(z.object({ reason: z.enum(uncountedReasons), people: z.number().int() })),
  parts: z.number().int(),
  /** Null without a line. */
  terms: lineTermsSchema.nullable(),
  cost: money.nullable(),
  /** Messages to countries without a price, which are not in the cost; absent where all have one. */
  unpriced: z
    .array(z.object({ country: z.string(), messages: z.number().int(), parts: z.number().int() }))
    .optional(),
  histogram: z.array(
    z.object({ parts: z.number().int(), encoding: z.enum(['gsm7', 'ucs2']), messages: z.number().int() }),
  ),
  /** By number of parts: the fewest, what most take, the most; null where there are no messages. */
  best: example.nullable(),
  typical: example.nullable(),
  worst: example.nullable(),
  /** People whose message takes more parts than most do, the most frequent cause first. */
  tips: z.array(
    z.object({ cause: z.enum(tipCauses), detail: z.string().nullable(), people: z.number().int() }),
  ),
  tipped: z.number().int(),
  /** What to look at first: the longest, the one with the most empty fields, the rarest way through the conditions. */
  outliers: z.array(
    z.object({ kind: z.enum(['longest', 'emptiest', 'rarest']), personId: id, people: z.number().int() }),
  ),
  /** The same for the other content that was given. */
  instead: z.object({ parts: z.number().int(), cost: money.nullable() }).nullable(),
})
export type ContentCount = z.infer<typeof contentCountSchema>

export const contentCountCalls = {
  /** Renders and measures a content for everyone of an audience; null where it is faulty or was cancelled. */
  'content.count': call(
    z.object({
      ...contentDraft,
      /** Measured as well, for what it would save. */
      instead: z.object(contentDraft).optional(),
      source: peopleSourceSchema.optional(),
      columns: expectedColumns,
      lineId: id.nullable(),
      /** Longer messages are not sent. */
      maxParts: z.number().int().min(1).max(255).default(255),
      job: z.string().min(1).max(64),
    }),
    contentCountSchema.nullable(),
  ),
  'content.cancelCount': call(z.object({ job: z.string().min(1).max(64) }), done),
  /** Who tips over for a cause of a count; nobody once other counts have been made since. */
  'content.tipped': call(
    z.object({ countId: z.number().int(), tip: z.number().int().min(0), ...windowOf }),
    z.object({ total: z.number(), rows: z.array(personSchema) }),
  ),
} as const

export const contentCountPushes = {
  'content.count-progressed': z.object({ job: z.string(), done: z.number(), of: z.number() }),
} as const
