import type { Database } from 'better-sqlite3'
import {
  breakdowns,
  type Breakdown,
  type DeliveryFigures,
  type Reaction,
} from '../../../shared/contract/delivery-figures.ts'
import { ratesOf } from '../../../shared/delivery/delivery-rates.ts'
import type { Preparation } from '../../../shared/contract/preparation.ts'
import type { StateCounts } from '../../../shared/contract/series-sums.ts'
import { fromMicros, type Money } from '../../../shared/money.ts'
import { readDelivery } from '../deliveries/read-delivery.ts'
import { readFigures } from '../figures/read-figures.ts'
import { breathe } from '../people/breathe.ts'
import { headerOf, wordOf, type Cell, type Table, type Words } from './table.ts'

const keys = [
  'part',
  'what',
  'messages',
  'sent',
  'delivered',
  'accepted',
  'failed',
  'unknown',
  'waiting',
  'unsent',
  'parts',
] as const

/**
 * What the dashboard of a delivery tells: targeted and each cause of exclusion, everything that was sent, its cost, then the same
 * broken down, how people reacted, and why messages failed. targeted = Σ causes + to deliver.
 * @throws UserError `delivery/not-found`
 */
export function figuresTable(sql: Database, deliveryId: number, words: Words): Table {
  const { preparation, counts } = readDelivery(sql, deliveryId)
  const figures = readFigures(sql, deliveryId)
  const rows: Cell[][] = [
    ...peopleOf(preparation, words),
    [
      wordOf(words, 'part', 'all'),
      wordOf(words, 'what', 'to-deliver'),
      ...countsOf(counts),
      partsOf(figures),
    ],
    ...costsOf(figures, preparation?.cost, words),
    ...brokenDown(figures, words),
    ...reactionsOf(figures).map(([reaction, count]) => [
      wordOf(words, 'part', 'reaction'),
      wordOf(words, 'reaction', reaction),
      count,
    ]),
    ...figures.reasons.map(({ reason, messages }): Cell[] => [
      wordOf(words, 'part', 'reason'),
      wordOf(words, 'reason', reason),
      messages,
    ]),
  ]
  return {
    headers: keys.map(key => headerOf(words, key)),
    total: rows.length,
    async *pieces() {
      yield rows.map(row => keys.map((_, index) => row[index] ?? null))
      await breathe()
    },
  }
}

/** Targeted, and each cause of exclusion. */
function peopleOf(preparation: Preparation | null, words: Words): Cell[][] {
  if (!preparation) return []
  const part = wordOf(words, 'part', 'people')
  return [
    [part, wordOf(words, 'what', 'targeted') ?? '', preparation.targeted],
    ...preparation.excluded.map(({ cause, count }) => [part, wordOf(words, 'cause', cause) ?? '', count]),
  ]
}

/** Of all messages, so that they are the sum of the rows below, whatever has left. */
function partsOf(figures: DeliveryFigures): number {
  return figures.breakdowns.parts.reduce((sum, { parts }) => sum + parts, 0)
}

/** In units of the currency, which stands in a row of its own: what is a number stays one. */
function costsOf({ spent }: DeliveryFigures, planned: Money | undefined, words: Words): Cell[][] {
  if (!planned) return []
  const rows: readonly (readonly [string, Cell])[] = [
    ['parts', spent.parts],
    ['spent', fromMicros(spent.micros)],
    ['planned', fromMicros(planned.micros)],
    ['currency', planned.currency],
  ]
  return rows.map(([what, value]) => [wordOf(words, 'part', 'cost'), wordOf(words, 'what', what), value])
}

function keyInWords(
  { by, key }: { readonly by: Breakdown; readonly key: string },
  words: Words,
): string | null {
  if (by === 'text') return wordOf(words, 'text', key)
  return key === '' ? wordOf(words, 'what', 'unknown') : key
}

function reactionsOf({ replies, optOuts, clicks }: DeliveryFigures): readonly [Reaction, number][] {
  return [
    ['replied', replies.people],
    ['opted-out', optOuts.people],
    ['clicked', clicks.people],
  ]
}

function brokenDown(figures: DeliveryFigures, words: Words): Cell[][] {
  return breakdowns.flatMap(by =>
    figures.breakdowns[by].map(({ key, name, counts, parts }): Cell[] => [
      wordOf(words, 'part', by),
      name ?? keyInWords({ by, key }, words),
      ...countsOf(counts),
      parts,
    ]),
  )
}

function countsOf(counts: StateCounts): Cell[] {
  const { toDeliver, sent, delivered, accepted, failed, unknown, waiting, unsent } = ratesOf(counts)
  return [toDeliver, sent, delivered, accepted, failed, unknown, waiting, unsent]
}
