import type { Database } from 'better-sqlite3'
import type { ComparedDelivery } from '../../../shared/contract/delivery-figures.ts'
import {
  comparedFigures,
  comparedKeys,
  type ComparedFigure,
  type ComparedFigureKey,
  type FigureUnit,
} from '../../../shared/delivery/compared-figures.ts'
import { exclusionCauses } from '../../../shared/exclusion-cause.ts'
import { readCompared } from '../figures/read-compared.ts'
import { breathe } from '../people/breathe.ts'
import { headerOf, wordOf, type Cell, type Table, type Words } from './table.ts'

/** How a file writes a figure: shares from 0 to 1, money in its unit, durations in seconds. */
const write: Readonly<Record<FigureUnit, (value: number) => number>> = {
  count: value => value,
  share: value => rounded(value, 4),
  money: value => rounded(value / 1_000_000, 6),
  duration: value => Math.round(value / 1000),
  rate: value => rounded(value, 2),
}

/**
 * Deliveries side by side: a row a figure, a column a delivery. targeted = Σ causes + to deliver, in every column.
 * @throws UserError `delivery/not-found`, `delivery/cannot-compare`
 */
export function comparisonTable(
  sql: Database,
  { ids, now }: { readonly ids: readonly number[]; readonly now: number },
  words: Words,
): Table {
  const deliveries = readCompared(sql, ids)
  const rows = [
    ...rowsOf(comparedKeys.slice(0, causesAfter), { deliveries, now, words }),
    ...causeRows(deliveries, words),
    ...rowsOf(comparedKeys.slice(causesAfter), { deliveries, now, words }),
    [
      wordOf(words, 'what', 'currency'),
      ...deliveries.map(({ preparation }) => preparation?.currency ?? null),
    ],
  ]
  return {
    headers: [headerOf(words, 'what'), ...deliveries.map(({ label }) => label)],
    total: rows.length,
    async *pieces() {
      yield rows
      await breathe()
    },
  }
}

/** The causes stand behind all that are excluded. */
const causesAfter = comparedKeys.indexOf('excluded') + 1

interface Given {
  readonly deliveries: readonly ComparedDelivery[]
  readonly now: number
  readonly words: Words
}

function rowsOf(keys: readonly ComparedFigureKey[], { deliveries, now, words }: Given): Cell[][] {
  return keys.map(key => {
    const { of, unit }: ComparedFigure = comparedFigures[key]
    const values = deliveries.map(delivery => of(delivery, now))
    return [wordOf(words, 'what', key), ...values.map(value => (value === null ? null : write[unit](value)))]
  })
}

function causeRows(deliveries: readonly ComparedDelivery[], words: Words): Cell[][] {
  const countOf = ({ preparation }: ComparedDelivery, cause: string): number | null =>
    preparation && (preparation.excluded.find(each => each.cause === cause)?.count ?? 0)
  return exclusionCauses
    .filter(cause => deliveries.some(delivery => (countOf(delivery, cause) ?? 0) > 0))
    .map(cause => [wordOf(words, 'cause', cause), ...deliveries.map(delivery => countOf(delivery, cause))])
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
