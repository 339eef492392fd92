import type { Database } from 'better-sqlite3'
import type { SeriesSums, StateCounts } from '../../../shared/contract/series-sums.ts'
import { addAmounts, type Money } from '../../../shared/money.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import { messageStates, type MessageState } from '../../../shared/lifecycles/message.ts'

/** One delivery of a series, with what it comes to. */
export interface ExecutionRow {
  readonly id: number
  readonly state: DeliveryState
  readonly period: string | null
  readonly firedFor: number
  readonly targeted: number
  readonly excluded: number
  readonly toDeliver: number
  readonly parts: number
  readonly micros: number
  /** Some of the parts have no price. */
  readonly isLeast: 0 | 1
  readonly spentParts: number
  readonly spentMicros: number
  /** Some of what was spent has no price. */
  readonly spentIsLeast: 0 | 1
  readonly currency: string | null
  readonly counts: StateCounts
}

/** All deliveries of a series, the latest firing first: as many as it has fired, never as many as it has messages. */
export function readExecutions(sql: Database, seriesId: number): ExecutionRow[] {
  const rows = sql
    .prepare(
      `SELECT id, state, period, fired_for firedFor, preparation ->> '$.cost.currency' currency,
         coalesce(preparation ->> '$.targeted', 0) targeted,
         coalesce(preparation ->> '$.excludedTotal', 0) excluded,
         coalesce(preparation ->> '$.toDeliver', 0) toDeliver,
         coalesce(preparation ->> '$.parts', 0) parts,
         coalesce(preparation ->> '$.cost.micros', 0) micros,
         coalesce(preparation ->> '$.cost.isLeast', 0) isLeast,
         ifnull(spent.parts, 0) spentParts, ifnull(spent.micros, 0) spentMicros,
         ifnull(spent.unpriced, 0) > 0 spentIsLeast
       FROM deliveries LEFT JOIN (
         SELECT delivery_id, sum(parts) parts, sum(micros) micros, sum(unpriced_parts) unpriced FROM spending
         WHERE delivery_id IN (SELECT id FROM deliveries WHERE parent_id = @seriesId) GROUP BY delivery_id
       ) spent ON spent.delivery_id = deliveries.id
       WHERE parent_id = @seriesId ORDER BY fired_for DESC, id DESC`,
    )
    .all({ seriesId }) as Omit<ExecutionRow, 'counts'>[]
  const counts = readCounts(sql, seriesId)
  return rows.map(row => ({ ...row, counts: counts.get(row.id) ?? noMessages() }))
}

function readCounts(sql: Database, seriesId: number): Map<number, StateCounts> {
  // Without a preparation there are at most messages that are still being written, or removed.
  const rows = sql
    .prepare(
      `SELECT delivery_id id, delivery_counts.state, messages FROM delivery_counts
       JOIN deliveries ON deliveries.id = delivery_id WHERE parent_id = ? AND preparation IS NOT NULL`,
    )
    .all(seriesId) as { id: number; state: MessageState; messages: number }[]
  const counts = new Map<number, StateCounts>()
  for (const { id, state, messages } of rows) {
    counts.set(id, { ...(counts.get(id) ?? noMessages()), [state]: messages })
  }
  return counts
}

/** Adds deliveries up. */
export function sumExecutions(rows: readonly ExecutionRow[]): SeriesSums {
  const sum = (of: (row: ExecutionRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    deliveries: rows.length,
    targeted: sum(row => row.targeted),
    excluded: sum(row => row.excluded),
    toDeliver: sum(row => row.toDeliver),
    parts: sum(row => row.parts),
    costs: addCosts(rows, ({ micros, isLeast }) => ({ micros, isLeast: isLeast === 1 })),
    spent: {
      parts: sum(row => row.spentParts),
      costs: addCosts(rows, row => ({ micros: row.spentMicros, isLeast: row.spentIsLeast === 1 })),
    },
    counts: Object.fromEntries(
      messageStates.map(state => [state, sum(row => row.counts[state])]),
    ) as StateCounts,
  }
}

/** One amount for each currency. */
function addCosts(
  rows: readonly ExecutionRow[],
  costOf: (row: ExecutionRow) => Omit<Money, 'currency'>,
): Money[] {
  return [...Map.groupBy(rows, ({ currency }) => currency)].flatMap(([currency, same]) => {
    if (currency === null) return []
    return [
      addAmounts(
        same.map(row => ({ ...costOf(row), currency })),
        currency,
      ),
    ]
  })
}

/** By period, in the order of the rows; without one each is alone. */
export function groupByPeriod(rows: readonly ExecutionRow[]): ExecutionRow[][] {
  const groups = Map.groupBy(rows, ({ id, period }) => period ?? id)
  return [...groups.values()]
}

function noMessages(): StateCounts {
  return Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
}
