import { createHash, type Hash } from 'node:crypto'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { exclusionCauses, type ExclusionCause } from '../../../shared/exclusion-cause.ts'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import type { PreparationPlan } from './preparation-plan.ts'

/** The message that an extreme was found in. */
interface Extreme {
  readonly messageId: number
  readonly parts: number
  readonly length: number
}

/** What a preparation adds up while it goes through the people. */
export interface Tally {
  targeted: number
  toDeliver: number
  parts: number
  readonly excluded: Map<ExclusionCause, number>
  /** Messages by `parts` and encoding, keyed as `2 gsm7`. */
  readonly histogram: Map<string, number>
  /** Messages and parts by the language of their variant; null for the default. */
  readonly variants: Map<string | null, { messages: number; parts: number }>
  /** Messages and parts by place. */
  readonly places: Map<number, { messages: number; parts: number }>
  first: Extreme | undefined
  longest: Extreme | undefined
  shortest: Extreme | undefined
  readonly digest: Hash
}

/** A tally of nobody yet. */
export function startTally(): Tally {
  return {
    targeted: 0,
    toDeliver: 0,
    parts: 0,
    excluded: new Map(),
    histogram: new Map(),
    variants: new Map(),
    places: new Map(),
    first: undefined,
    longest: undefined,
    shortest: undefined,
    digest: createHash('sha256'),
  }
}

/** Counts one person by the first of their causes. */
export function tallyExclusion(tally: Tally, cause: ExclusionCause): void {
  tally.excluded.set(cause, (tally.excluded.get(cause) ?? 0) + 1)
}

/** Counts one message. */
export function tallyMessage(
  tally: Tally,
  message: {
    readonly messageId: number
    readonly placeId: number
    readonly text: string
    readonly encoding: Encoding
    readonly parts: number
    readonly variant: string | null
  },
): void {
  const { messageId, placeId, encoding, parts, variant } = message
  const { length } = message.text
  tally.toDeliver += 1
  tally.parts += parts
  const key = `${parts} ${encoding}`
  tally.histogram.set(key, (tally.histogram.get(key) ?? 0) + 1)
  addTo(tally.variants, variant, parts)
  addTo(tally.places, placeId, parts)
  const { longest, shortest } = tally
  if (!tally.first) tally.first = { messageId, parts, length }
  if (!longest || parts > longest.parts || (parts === longest.parts && length > longest.length)) {
    tally.longest = { messageId, parts, length }
  }
  if (!shortest || length < shortest.length) tally.shortest = { messageId, parts, length }
}

function addTo<Key>(sums: Map<Key, { messages: number; parts: number }>, key: Key, parts: number): void {
  const sum = sums.get(key)
  if (sum) {
    sum.messages += 1
    sum.parts += parts
  } else sums.set(key, { messages: 1, parts })
}

/** Ids of the first, the longest and one of the shortest messages; fewer where they are the same. */
export function samplesOf({ first, longest, shortest }: Tally): number[] {
  const ids = [first, longest, shortest].flatMap(extreme => (extreme ? [extreme.messageId] : []))
  return [...new Set(ids)]
}

/**
 * The result of a preparation; its digest ends with everything beside the messages that a confirmation is about.
 * @throws Error when the sums do not hold, which is a bug
 */
export function concludeTally(
  tally: Tally,
  { content, settings }: Pick<PreparationPlan, 'content' | 'settings'>,
  { terms, preparedAt }: Pick<Preparation, 'terms' | 'preparedAt'>,
): Preparation {
  const { targeted, toDeliver, parts } = tally
  const { priceMicros, currency } = terms
  const excluded = exclusionCauses.flatMap(cause => {
    const count = tally.excluded.get(cause) ?? 0
    return count > 0 ? [{ cause, count }] : []
  })
  const excludedTotal = excluded.reduce((sum, { count }) => sum + count, 0)
  const histogram = readHistogram(tally)
  const histogramTotal = histogram.reduce((sum, { messages }) => sum + messages, 0)
  if (targeted !== excludedTotal + toDeliver || histogramTotal !== toDeliver) {
    throw new Error(
      `sums of a preparation: ${targeted} ≠ ${excludedTotal} + ${toDeliver} (${histogramTotal})`,
    )
  }
  return {
    targeted,
    excluded,
    excludedTotal,
    toDeliver,
    parts,
    histogram,
    ...(content.variants ? { variants: readVariants(tally, content.variants) } : {}),
    terms,
    cost: { micros: parts * priceMicros, currency },
    durationMs: readDuration(histogram, terms),
    digest: tally.digest.update(JSON.stringify({ content, settings, terms })).digest('hex'),
    preparedAt,
  }
}

/** The default first, then the variants in their order, also those that nobody gets. */
function readVariants(
  { variants }: Tally,
  given: NonNullable<DeliveryContent['variants']>,
): NonNullable<Preparation['variants']> {
  return [null, ...given.map(({ language }) => language)].map(language => {
    return { language, ...(variants.get(language) ?? { messages: 0, parts: 0 }) }
  })
}

function readHistogram({ histogram }: Tally): Preparation['histogram'] {
  return [...histogram]
    .map(([key, messages]) => {
      const [parts, encoding] = key.split(' ')
      return { parts: Number(parts), encoding: encoding as Encoding, messages }
    })
    .toSorted((left, right) => left.parts - right.parts || left.encoding.localeCompare(right.encoding))
}

/** A message takes as long as its parts, or as the pace of the line asks for, whichever is longer. */
function readDuration(
  histogram: Preparation['histogram'],
  { partsPerMinute, messagesPerMinute }: Preparation['terms'],
): number | null {
  if (partsPerMinute === null) return null
  const least = messagesPerMinute ? 1 / messagesPerMinute : 0
  const minutes = histogram.map(({ parts, messages }) => messages * Math.max(parts / partsPerMinute, least))
  return Math.round(minutes.reduce((sum, each) => sum + each, 0) * 60_000)
}
