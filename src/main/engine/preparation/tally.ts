import type { Preparation } from '../../../shared/contract/deliveries.ts'
import { shortLinkPrefix } from '../../../shared/content/short-links.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { unpricedOf } from '../../../shared/lines/price-list.ts'
import { exclusionCauses, type ExclusionCause } from '../../../shared/exclusion-cause.ts'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import { startCourse, type Course } from '../timing/departures.ts'
import type { WrittenCopies } from '../proofs/prepare-copies.ts'
import { concludeDigest } from './prepared-digest.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import { pricerOf, toCountries, type CountriesOfPlaces, type PriceSums } from './price-places.ts'
import { noDates, noteDate, type TalliedDates } from './tally-dates.ts'
import {
  addTo,
  concludeTest,
  countHeld,
  noteLink,
  startTestTally,
  worstHeld,
  type HeldSums,
  type HeldText,
  type Sum,
  type TestTally,
} from './tally-test.ts'

/** The message that an extreme was found in. */
export interface Extreme {
  readonly messageId: number
  readonly parts: number
  readonly length: number
}

/** What a preparation adds up while it goes through the people; it can be written down as JSON and taken up again. */
export interface Tally {
  targeted: number
  toDeliver: number
  parts: number
  readonly excluded: Partial<Record<ExclusionCause, number>>
  /** Of these, people by the rule or the cap that left them out. */
  readonly byRule: Record<string, number>
  /** Messages by `parts` and encoding, keyed as `2 gsm7`. */
  readonly histogram: Record<string, number>
  /** Messages and parts by the language of their variant; empty for the default. */
  readonly variants: Record<string, Sum>
  /** Messages and parts by place. */
  readonly places: Record<string, Sum>
  /** Messages by what a breakdown tells apart, keyed as by `cellKey`. */
  readonly cells: Record<string, number>
  /** Of a test; those who are held back are in none of the sums above but the first two. */
  readonly test: TestTally
  first: Extreme | null
  longest: Extreme | null
  shortest: Extreme | null
  /** Messages that wait for a frequency cap, and until when the last of them does. */
  postponed: { messages: number; until: number }
  /** Messages that leave by a date of the person, and when the first and the last do. */
  readonly dated: TalliedDates
  /** How far the sending would be, for caps that have to know when a message really leaves. */
  readonly course: Course
  /** Hash of all messages so far, piece by piece: a running one could not be written down. */
  digest: string
}

/** A message, as far as it is counted. */
export interface CountedMessage {
  readonly messageId: number
  readonly placeId: number
  readonly text: string
  readonly encoding: Encoding
  readonly parts: number
  readonly variant: string | null
  readonly language: string | null
  /** When it waits for a frequency cap. */
  readonly dueAt?: number | undefined
  /** When it leaves by a date of the person. */
  readonly leavesAt?: number | undefined
  /** Which text of a test it is. */
  readonly test?: number | undefined
  /** Of somebody who is held back, all texts. */
  readonly held?: readonly HeldText[] | undefined
}

/** A tally of nobody yet. */
export function startTally(): Tally {
  return {
    targeted: 0,
    toDeliver: 0,
    parts: 0,
    excluded: {},
    byRule: {},
    histogram: {},
    variants: {},
    places: {},
    cells: {},
    test: startTestTally(),
    first: null,
    longest: null,
    shortest: null,
    postponed: { messages: 0, until: 0 },
    dated: noDates(),
    course: startCourse(),
    digest: '',
  }
}

/** Counts one message. */
export function tallyMessage(tally: Tally, message: CountedMessage): void {
  countMessage(tally, message, 1)
  tallyExtremes(tally, message)
  if (message.test !== undefined) noteLink(tally.test, message.test, message.text)
  if (message.leavesAt !== undefined) noteDate(tally.dated, message.leavesAt)
  if (message.dueAt !== undefined) tally.postponed.until = Math.max(tally.postponed.until, message.dueAt)
}

/** Takes a message back that was counted; the extremes stay as they are. */
export function untallyMessage(tally: Tally, message: Omit<CountedMessage, 'messageId' | 'text'>): void {
  countMessage(tally, message, -1)
}

function countMessage(tally: Tally, message: Omit<CountedMessage, 'messageId' | 'text'>, by: 1 | -1): void {
  const { placeId, encoding, parts, variant, dueAt, leavesAt, test, held } = message
  const cell = cellKey(message)
  tally.cells[cell] = (tally.cells[cell] ?? 0) + by
  tally.toDeliver += by
  if (dueAt !== undefined) tally.postponed.messages += by
  if (leavesAt !== undefined) tally.dated.messages += by
  if (held) return countHeld(tally.test, { held, placeId }, by)
  tally.parts += by * parts
  const key = `${parts} ${encoding}`
  tally.histogram[key] = (tally.histogram[key] ?? 0) + by
  const sum = { messages: by, parts: by * parts }
  addTo(tally.variants, variant ?? '', sum)
  addTo(tally.places, String(placeId), sum)
  if (test !== undefined) addTo((tally.test.texts[test] ??= {}), String(placeId), sum)
}

/** Messages and parts by place, with the dearest text for people who are held back. */
export function placesOf({ places, test }: Tally, price: PriceSums): Record<string, Sum> {
  const all: Record<string, Sum> = {}
  for (const part of [places, worstHeld(test, price).places]) {
    for (const [place, sum] of Object.entries(part)) addTo(all, place, sum)
  }
  return all
}

/** The language comes last, as it may hold anything. */
function cellKey({
  placeId,
  parts,
  variant,
  language,
  test,
}: Omit<CountedMessage, 'messageId' | 'text'>): string {
  return `${placeId} ${parts} ${variant ?? ''} ${test ?? -1} ${language ?? ''}`
}

/** Keeps the first, the longest and the shortest of the messages that it is given. */
export function tallyExtremes(
  tally: Pick<Tally, 'first' | 'longest' | 'shortest'>,
  { messageId, text: { length }, parts }: Pick<CountedMessage, 'messageId' | 'text' | 'parts'>,
): void {
  const { longest, shortest } = tally
  if (!tally.first) tally.first = { messageId, parts, length }
  if (!longest || parts > longest.parts || (parts === longest.parts && length > longest.length)) {
    tally.longest = { messageId, parts, length }
  }
  if (!shortest || length < shortest.length) tally.shortest = { messageId, parts, length }
}

/** Ids of the first, the longest and one of the shortest messages; fewer where they are the same. */
export function samplesOf({
  first,
  longest,
  shortest,
}: Pick<Tally, 'first' | 'longest' | 'shortest'>): number[] {
  const ids = [first, longest, shortest].flatMap(extreme => (extreme ? [extreme.messageId] : []))
  return [...new Set(ids)]
}

/** Beside the tally, what a preparation was made on. */
export interface PreparedOn extends Pick<Preparation, 'terms' | 'preparedAt' | 'counted'> {
  /** The country of each place, by its id. */
  readonly countries: CountriesOfPlaces
  readonly written?: WrittenCopies | undefined
}

/**
 * The result of a preparation; its digest ends with everything beside the messages that a confirmation is about.
 * @throws Error when the sums do not hold, which is a bug
 */
export function concludeTally(
  tally: Tally,
  plan: ConcludedPlan,
  { terms, preparedAt, counted, countries, written }: PreparedOn,
): Preparation {
  const { content, settings, rules } = plan
  const { targeted, toDeliver, postponed, dated } = tally
  const price = pricerOf(terms, countries)
  const held = worstHeld(tally.test, price)
  const parts = tally.parts + held.parts
  const places = placesOf(tally, price)
  const unpriced = unpricedOf(terms, toCountries(places, countries))
  const excluded = readExcluded(tally)
  const excludedTotal = excluded.reduce((sum, { count }) => sum + count, 0)
  const histogram = readHistogram(tally, held)
  refuseWrongSums(tally, { excludedTotal, histogram })
  return {
    targeted,
    excluded,
    excludedTotal,
    toDeliver,
    parts,
    histogram,
    ...readContentFacts(tally, plan),
    ...(content.test ? { test: concludeTest(tally.test, content.test, price) } : {}),
    terms,
    cost: price(places),
    ...(unpriced.length > 0 ? { unpriced } : {}),
    durationMs: readDuration(histogram, terms),
    digest: concludeDigest(tally, { content, settings, terms, copies: written?.texts }),
    preparedAt,
    ...(postponed.messages > 0 ? { postponed } : {}),
    ...(dated.messages > 0 ? { dated } : {}),
    ...(rules === undefined ? {} : { rules }),
    ...(counted === undefined ? {} : { counted }),
    ...(written ? { copies: written.copies } : {}),
  }
}

function refuseWrongSums(
  { targeted, toDeliver }: Tally,
  { excludedTotal, histogram }: Pick<Preparation, 'excludedTotal' | 'histogram'>,
): void {
  const messages = histogram.reduce((sum, each) => sum + each.messages, 0)
  if (targeted === excludedTotal + toDeliver && messages === toDeliver) return
  throw new Error(`sums of a preparation: ${targeted} ≠ ${excludedTotal} + ${toDeliver} (${messages})`)
}

function readExcluded(tally: Tally): Preparation['excluded'] {
  return exclusionCauses.flatMap(cause => {
    const count = tally.excluded[cause] ?? 0
    return count > 0 ? [{ cause, count }] : []
  })
}

type ConcludedPlan = Pick<PreparationPlan, 'deliveryId' | 'content' | 'settings' | 'rules' | 'template'>

/** What belongs to the messages beside their parts: who gets which variant, unless several texts are tested, and where short links lead. */
function readContentFacts(
  tally: Tally,
  { deliveryId, content, template }: ConcludedPlan,
): Pick<Preparation, 'variants' | 'links'> {
  return {
    ...(content.variants && !content.test ? { variants: readVariants(tally, content.variants) } : {}),
    ...(template.links.length > 0 ? { links: readLinks(deliveryId, template) } : {}),
  }
}

function readLinks(
  deliveryId: number,
  { links, linkDomain = '' }: PreparationPlan['template'],
): NonNullable<Preparation['links']> {
  return links.map((target, link) => ({ prefix: shortLinkPrefix(linkDomain, { deliveryId, link }), target }))
}

/** The default first, then the variants in their order, also those that nobody gets. */
function readVariants(
  { variants }: Tally,
  given: NonNullable<DeliveryContent['variants']>,
): NonNullable<Preparation['variants']> {
  return [null, ...given.map(({ language }) => language)].map(language => {
    return { language, ...(variants[language ?? ''] ?? { messages: 0, parts: 0 }) }
  })
}

/** With the dearest text for people who are held back. */
function readHistogram({ histogram }: Tally, held: HeldSums): Preparation['histogram'] {
  const all = { ...histogram }
  for (const [key, messages] of Object.entries(held.histogram)) {
    all[key] = (all[key] ?? 0) + messages
  }
  return Object.entries(all)
    .filter(([, messages]) => messages > 0)
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
