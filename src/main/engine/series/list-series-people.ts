import type { Database } from 'better-sqlite3'
import type { SeriesCrowd, SeriesPerson } from '../../../shared/contract/series.ts'
import { messageStates, type MessageState } from '../../../shared/lifecycles/message.ts'
import { listExclusions } from '../deliveries/list-exclusions.ts'
import { listMessages } from '../deliveries/list-messages.ts'
import { readExecutions, type ExecutionRow } from './read-executions.ts'
import type { SeriesWindow } from './read-series.ts'
import { readSeriesRow } from './series-row.ts'

/** A window into the people behind a number of a series. */
export interface SeriesPeopleWindow extends SeriesWindow {
  readonly crowd: SeriesCrowd
  /** Of those who are to get a message: only these. */
  readonly states?: readonly MessageState[] | undefined
  /** Only what was made in this period. */
  readonly period?: string | undefined
  /** Only this execution. */
  readonly childId?: number | undefined
}

/** Part of a page within one execution. */
interface Slice {
  readonly offset: number
  readonly limit: number
}

/** People of one execution that are counted together. */
interface Stretch {
  readonly count: number
  readonly read: (slice: Slice) => Promise<SeriesPerson[]> | SeriesPerson[]
}

/**
 * The people behind a sum, execution by execution, the latest first. How many they are is the sum itself, so that only
 * what is on the page is read.
 * @throws UserError `delivery/not-found`
 */
export async function listSeriesPeople(
  sql: Database,
  window: SeriesPeopleWindow,
): Promise<{ total: number; rows: SeriesPerson[] }> {
  readSeriesRow(sql, window.id)
  const rows: SeriesPerson[] = []
  let total = 0
  for (const { count, read } of stretchesOf(sql, window)) {
    const slice = { offset: Math.max(0, window.offset - total), limit: window.limit - rows.length }
    if (slice.limit > 0 && slice.offset < count) rows.push(...(await read(slice)))
    total += count
  }
  return { total, rows }
}

function stretchesOf(sql: Database, { id, crowd, states, period, childId }: SeriesPeopleWindow): Stretch[] {
  return readExecutions(sql, id)
    .filter(row => period === undefined || row.period === period)
    .filter(row => childId === undefined || row.id === childId)
    .flatMap(row => [
      ...(crowd === 'excluded' ? [] : [addressed(sql, row, states)]),
      ...(crowd === 'to-deliver' ? [] : [excluded(sql, row)]),
    ])
}

function addressed(
  sql: Database,
  { id, firedFor, counts }: ExecutionRow,
  states: readonly MessageState[] | undefined,
): Stretch {
  return {
    count: (states ?? messageStates).reduce((sum, state) => sum + counts[state], 0),
    async read(slice) {
      const { rows } = await listMessages(sql, { id, states, ...slice })
      return rows.map(({ personId, personName, recipient, state, reason }) => {
        const message = { state, reason }
        return { deliveryId: id, firedFor, personId, personName, phone: recipient, message, causes: [] }
      })
    },
  }
}

function excluded(sql: Database, { id, firedFor, excluded: count }: ExecutionRow): Stretch {
  return {
    count,
    read(slice) {
      const { rows } = listExclusions(sql, { id, ...slice })
      return rows.map(row => ({ ...row, deliveryId: id, firedFor, message: null }))
    },
  }
}
