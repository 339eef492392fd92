import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { ContentTest } from '../../../shared/delivery/content-test.ts'
import type { Encoding } from '../../../shared/sms/encoding.ts'
import type { PriceSums } from './price-places.ts'

/** Messages and their parts. */
export interface Sum {
  messages: number
  parts: number
}

/** What the people who are held back come to, if one of the texts wins. */
export interface HeldSums {
  parts: number
  readonly histogram: Record<string, number>
  readonly places: Record<string, Sum>
}

/** What is added up of a test while its delivery is prepared. */
export interface TestTally {
  /** Messages and parts by text, and of each by place. */
  readonly texts: Record<string, Record<string, Sum>>
  heldMessages: number
  /** Of all people who are held back, by text. */
  readonly held: Record<string, HeldSums>
  /** Texts of which at least one message has a link in it. */
  readonly linked: Record<string, true>
}

/** What every link has in it, with or without what comes before its domain. */
const LINKISH = /[\w-]\.[a-z]{2,}/i

/** A test of nobody yet. */
export function startTestTally(): TestTally {
  return { texts: {}, heldMessages: 0, held: {}, linked: {} }
}

/** Adds to the sum of a key. */
export function addTo(sums: Record<string, Sum>, key: string, { messages, parts }: Sum): void {
  const sum = (sums[key] ??= { messages: 0, parts: 0 })
  sum.messages += messages
  sum.parts += parts
}

/** Notes that a message of a text has something in it that may be followed. */
export function noteLink(tally: TestTally, test: number, text: string): void {
  if (!tally.linked[test] && LINKISH.test(text)) tally.linked[test] = true
}

/** A text to somebody who is held back, as far as it is counted. */
export interface HeldText {
  readonly parts: number
  readonly encoding: Encoding
}

/** Counts somebody who is held back, or takes them back. */
export function countHeld(
  tally: TestTally,
  { held, placeId }: { readonly held: readonly HeldText[]; readonly placeId: number },
  by: 1 | -1,
): void {
  tally.heldMessages += by
  for (const [test, { parts, encoding }] of held.entries()) {
    const sums = (tally.held[test] ??= { parts: 0, histogram: {}, places: {} })
    const key = `${parts} ${encoding}`
    sums.parts += by * parts
    sums.histogram[key] = (sums.histogram[key] ?? 0) + by
    addTo(sums.places, String(placeId), { messages: by, parts: by * parts })
  }
}

/** The text that is dearest for the people who are held back: what a confirmation has to reckon with. */
export function worstHeld({ held }: TestTally, price: PriceSums): HeldSums {
  const nobody = { parts: 0, histogram: {}, places: {} }
  const [first, ...others] = Object.values(held).map(sums => ({ sums, cost: price(sums.places).micros }))
  const isDearer = (each: typeof first, than: typeof first): boolean =>
    each !== undefined &&
    than !== undefined &&
    (each.cost - than.cost || each.sums.parts - than.sums.parts) > 0
  return others.reduce((worst, each) => (isDearer(each, worst) ? each : worst), first)?.sums ?? nobody
}

/** What the test comes to: each text on its share, and the remainder with each of them. */
export function concludeTest(
  { texts, heldMessages, held, linked }: TestTally,
  { others, winner }: ContentTest,
  price: PriceSums,
): NonNullable<Preparation['test']> {
  const each = Array.from({ length: others.length + 1 }, (_, test) => test)
  const unlinked = winner?.by === 'clicks' ? each.filter(test => texts[test] && !linked[test]) : []
  return {
    ...(unlinked.length > 0 ? { unlinked } : {}),
    texts: each.map(test => {
      const places = texts[test] ?? {}
      return { ...sumUp(Object.values(places)), cost: price(places) }
    }),
    ...(winner ? { held: { messages: heldMessages, texts: each.map(test => partsOf(held[test])) } } : {}),
  }

  function partsOf(sums: HeldSums | undefined) {
    return { parts: sums?.parts ?? 0, cost: price(sums?.places ?? {}) }
  }
}

function sumUp(sums: readonly Sum[]): Sum {
  return {
    messages: sums.reduce((sum, { messages }) => sum + messages, 0),
    parts: sums.reduce((sum, { parts }) => sum + parts, 0),
  }
}
