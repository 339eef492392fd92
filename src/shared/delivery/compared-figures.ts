import type { ComparedDelivery } from '../contract/delivery-figures.ts'
import { ratesOf } from './delivery-rates.ts'
import { compareShares, type Comparison, type Share } from './compare-shares.ts'

/** How a figure is written. */
export type FigureUnit = 'count' | 'share' | 'money' | 'duration' | 'rate'

/** Whether more of it is better, worse, or neither. */
export type FigureSense = 'more' | 'less' | 'neither'

/** A figure by which deliveries are compared. */
export interface ComparedFigure {
  readonly unit: FigureUnit
  readonly sense: FigureSense
  /** Null where it cannot be told yet. `now` is for what is still under way. */
  of(delivery: ComparedDelivery, now: number): number | null
  /** So many of so many, where it is a share of messages: whether a difference may be chance follows from these. */
  share?(delivery: ComparedDelivery): Share
}

const minute = 60_000

function ratio({ hits, of }: Share): number | null {
  return of === 0 ? null : hits / of
}

function ofDelivered(hits: (delivery: ComparedDelivery) => number): Pick<ComparedFigure, 'of' | 'share'> {
  const share = (delivery: ComparedDelivery): Share => ({
    hits: hits(delivery),
    of: ratesOf(delivery.counts).delivered,
  })
  return { share, of: delivery => ratio(share(delivery)) }
}

function ofSent(hits: (delivery: ComparedDelivery) => number): Pick<ComparedFigure, 'of' | 'share'> {
  const share = (delivery: ComparedDelivery): Share => ({
    hits: hits(delivery),
    of: ratesOf(delivery.counts).sent,
  })
  return { share, of: delivery => ratio(share(delivery)) }
}

function durationOf({ begunAt, finishedAt }: ComparedDelivery, now: number): number | null {
  return begunAt === null ? null : (finishedAt ?? now) - begunAt
}

/** More of fewer people says nothing, so that a plain count is neither better nor worse. */
function count(of: ComparedFigure['of']): ComparedFigure {
  return { unit: 'count', sense: 'neither', of }
}

/** Every figure of a comparison, in order: who was meant, what arrived, how people reacted, what it cost, how long it took. */
export const comparedFigures = {
  targeted: count(({ preparation }) => preparation?.targeted ?? null),
  excluded: count(({ preparation }) => preparation?.excludedTotal ?? null),
  toDeliver: count(({ preparation, counts }) => (preparation ? ratesOf(counts).toDeliver : null)),
  sent: count(({ counts }) => ratesOf(counts).sent),
  delivered: count(({ counts }) => ratesOf(counts).delivered),
  deliveredRate: { unit: 'share', sense: 'more', ...ofSent(({ counts }) => ratesOf(counts).delivered) },
  failed: count(({ counts }) => ratesOf(counts).failed),
  errorRate: { unit: 'share', sense: 'less', ...ofSent(({ counts }) => ratesOf(counts).failed) },
  unknown: count(({ counts }) => counts.unknown),
  replies: count(({ replies }) => replies),
  replyRate: { unit: 'share', sense: 'more', ...ofDelivered(({ replies }) => replies) },
  optOuts: count(({ optOuts }) => optOuts),
  optOutRate: { unit: 'share', sense: 'less', ...ofDelivered(({ optOuts }) => optOuts) },
  clicks: count(({ clicks }) => clicks),
  clickRate: { unit: 'share', sense: 'more', ...ofDelivered(({ clicks }) => clicks) },
  parts: count(({ spent }) => spent.parts),
  cost: { unit: 'money', sense: 'neither', of: ({ spent }) => spent.micros },
  costPerDelivered: {
    unit: 'money',
    sense: 'less',
    of: ({ spent, counts }) => ratio({ hits: spent.micros, of: ratesOf(counts).delivered }),
  },
  duration: { unit: 'duration', sense: 'neither', of: durationOf },
  perMinute: {
    unit: 'rate',
    sense: 'more',
    of(delivery, now) {
      const ms = durationOf(delivery, now)
      const { sent, unknown } = ratesOf(delivery.counts)
      return ms === null || ms <= 0 ? null : (sent + unknown) / (ms / minute)
    },
  },
} as const satisfies Readonly<Record<string, ComparedFigure>>

export type ComparedFigureKey = keyof typeof comparedFigures
export const comparedKeys = Object.keys(comparedFigures) as ComparedFigureKey[]

/**
 * What a difference in a share says: whether the best one may be best by chance, or by too few messages. Undefined for what
 * is no share. Where less is better, the best is the one with the fewest.
 */
export function judgeFigure(
  key: ComparedFigureKey,
  deliveries: readonly ComparedDelivery[],
): Comparison | undefined {
  const figure: ComparedFigure = comparedFigures[key]
  const { share } = figure
  if (!share) return undefined
  const shares = deliveries.map(share)
  // There is nothing to compare a share with while the others are of nobody.
  if (shares.filter(({ of }) => of > 0).length < 2) return undefined
  return compareShares(
    figure.sense === 'less' ? shares.map(({ hits, of }) => ({ hits: of - hits, of })) : shares,
  )
}
