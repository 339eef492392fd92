import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { ContentTest } from '../../../shared/delivery/content-test.ts'
import type { Encoding } from '../../../shared/sms/encoding.ts'

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
  /** Messages and parts by text. */
  readonly texts: Record<string, Sum>
  heldMessages: number
  /** Of all people who are held back, by text. */
  readonly held: Record<string, HeldSums>
}

/** A test of nobody yet. */
export function startTestTally(): TestTally {
  return { texts: {}, heldMessages: 0, held: {} }
}

/** Adds to the sum of a key. */
export function addTo(sums: Record<string, Sum>, key: string, { messages, parts }: Sum): void {
  const sum = (sums[key] ??= { messages: 0, parts: 0 })
  sum.messages += messages
  sum.parts += parts
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
export function worstHeld({ held }: TestTally): { readonly test: number; readonly sums: HeldSums } {
  const [first, ...others] = Object.entries(held).map(([test, sums]) => ({ test: Number(test), sums }))
  const nobody = { test: 0, sums: { parts: 0, histogram: {}, places: {} } }
  return others.reduce((worst, each) => (each.sums.parts > worst.sums.parts ? each : worst), first ?? nobody)
}

/** What the test comes to: each text on its share, and the remainder with each of them. */
export function concludeTest(
  { texts, heldMessages, held }: TestTally,
  { others, winner }: ContentTest,
  { priceMicros, currency }: Preparation['terms'],
): NonNullable<Preparation['test']> {
  const costOf = (parts: number) => ({ micros: parts * priceMicros, currency })
  const each = Array.from({ length: others.length + 1 }, (_, test) => test)
  return {
    texts: each.map(test => {
      const { messages, parts } = texts[test] ?? { messages: 0, parts: 0 }
      return { messages, parts, cost: costOf(parts) }
    }),
    ...(winner ? { held: { messages: heldMessages, texts: each.map(test => partsOf(held[test])) } } : {}),
  }

  function partsOf(sums: HeldSums | undefined) {
    const parts = sums?.parts ?? 0
    return { parts, cost: costOf(parts) }
  }
}
