import type { ContentCount } from '../../../shared/contract/content-count.ts'
import { uncountedReasons } from '../../../shared/contract/content-count.ts'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { costOf, unpricedOf } from '../../../shared/lines/price-list.ts'
import type { CountTally, Tip } from './count-tally.ts'

/** People who tip over for one cause. */
export interface TippedPeople {
  readonly cause: Tip['cause']
  readonly detail: string | null
  readonly personIds: readonly number[]
}

/** Everything of a count but its id, and the people behind it. */
export interface ConcludedCount {
  readonly result: Omit<ContentCount, 'countId'>
  readonly tipped: readonly TippedPeople[]
}

/** Adds a count up, at the terms of a line; null where there is none. */
export function concludeCount(
  tally: CountTally,
  { terms, hasInstead }: { readonly terms: LineTerms | null; readonly hasInstead: boolean },
): ConcludedCount {
  const to = [...tally.countries].map(([country, sums]) => ({ country, ...sums }))
  const instead = [...tally.instead].map(([country, parts]) => ({ country, messages: 0, parts }))
  const unpriced = terms ? unpricedOf(terms, to) : []
  const cases = findCases(tally)
  const tipped = findTipped(tally, cases.typical?.parts ?? 0)
  return {
    tipped,
    result: {
      people: tally.people,
      messages: tally.messages,
      uncounted: uncountedReasons.flatMap(reason => {
        const people = tally.uncounted.get(reason) ?? 0
        return people > 0 ? [{ reason, people }] : []
      }),
      parts: tally.parts,
      terms,
      cost: terms && costOf(terms, to),
      ...(unpriced.length > 0 ? { unpriced } : {}),
      histogram: [...tally.stacks.values()]
        .map(({ parts, encoding, messages }) => ({ parts, encoding, messages }))
        .toSorted((left, right) => left.parts - right.parts || left.encoding.localeCompare(right.encoding)),
      ...cases,
      tips: tipped.map(({ cause, detail, personIds }) => ({ cause, detail, people: personIds.length })),
      tipped: tipped.reduce((sum, { personIds }) => sum + personIds.length, 0),
      outliers: findOutliers(tally),
      instead: hasInstead
        ? { parts: instead.reduce((sum, { parts }) => sum + parts, 0), cost: terms && costOf(terms, instead) }
        : null,
    },
  }
}

/** The fewest, the most frequent and the highest number of parts; of equally frequent ones the lower. */
function findCases({ stacks }: CountTally): Pick<ContentCount, 'best' | 'typical' | 'worst'> {
  const byParts = new Map<number, NonNullable<ContentCount['best']>>()
  for (const { parts, personId, messages } of stacks.values()) {
    const known = byParts.get(parts)
    byParts.set(parts, {
      parts,
      personId: known?.personId ?? personId,
      messages: messages + (known?.messages ?? 0),
    })
  }
  const ascending = [...byParts.values()].toSorted((left, right) => left.parts - right.parts)
  const most = Math.max(...ascending.map(({ messages }) => messages))
  return {
    best: ascending[0] ?? null,
    typical: ascending.find(({ messages }) => messages === most) ?? null,
    worst: ascending.at(-1) ?? null,
  }
}

function findTipped({ tips }: CountTally, typical: number): TippedPeople[] {
  return [...tips.values()]
    .map(({ cause, detail, personIds, parts }) => {
      return { cause, detail, personIds: personIds.filter((_, index) => (parts[index] ?? 0) > typical) }
    })
    .filter(({ personIds }) => personIds.length > 0)
    .toSorted((left, right) => right.personIds.length - left.personIds.length)
}

function findOutliers({ longest, emptiest, branches }: CountTally): ContentCount['outliers'] {
  const ways = [...branches.values()]
  const rarest =
    ways.length > 1 ? ways.reduce((found, way) => (way.people < found.people ? way : found)) : undefined
  return [
    ...(longest ? [{ kind: 'longest' as const, personId: longest.personId, people: longest.people }] : []),
    ...(emptiest
      ? [{ kind: 'emptiest' as const, personId: emptiest.personId, people: emptiest.people }]
      : []),
    ...(rarest ? [{ kind: 'rarest' as const, personId: rarest.personId, people: rarest.people }] : []),
  ]
}
