import type { Database } from 'better-sqlite3'
import type { CalendarEntry } from '../../../shared/contract/calendar.ts'
import { dayOf } from '../../../shared/calendar-day.ts'
import type { PoolSettings } from '../../../shared/delivery/pool-settings.ts'
import type { DeliveryStart } from '../../../shared/delivery/timing-settings.ts'
import { instantOf } from '../../../shared/schedule/instant-of.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import { readSharedLines } from '../deliveries/shared-lines.ts'

/** A span of time: from, and before. */
export interface CalendarSpan {
  readonly from: number
  readonly until: number
}

export type DeliveryEntry = Extract<CalendarEntry, { kind: 'delivery' }>

interface Row {
  readonly id: number
  readonly label: string
  readonly state: DeliveryState
  readonly startsAt: number | null
  readonly begunAt: number | null
  readonly finishedAt: number | null
  readonly lineId: number | null
  readonly lineName: string
  /** JSON of the lines that share it, as they were chosen. */
  readonly pool: string | null
  readonly messages: number | null
  readonly durationMs: number | null
  /** JSON of when it is to start; null where it is to start at once. */
  readonly start: string | null
}

const day = 86_400_000
/** No more deliveries are told. */
export const mostDeliveries = 1000

/**
 * Deliveries that are scheduled, under way, or were sent within a span, in order of time; also those that have a time in it
 * and wait for a confirmation. No proofs.
 */
export function findDeliveries(
  sql: Database,
  span: CalendarSpan & { readonly timeZone: string },
): DeliveryEntry[] {
  const { timeZone, from, until } = span
  const days = {
    firstDay: dayOf({ now: from - day, timeZone }),
    lastDay: dayOf({ now: until + day, timeZone }),
  }
  const rows = sql
    .prepare(
      `SELECT d.id, label, state, starts_at startsAt, begun_at begunAt, finished_at finishedAt, line_id lineId,
         lines.name lineName, preparation ->> '$.toDeliver' messages, preparation ->> '$.durationMs' durationMs,
         d.settings -> '$.timing.start' start,
         d.settings -> '$.pool' pool
       FROM deliveries d LEFT JOIN lines ON lines.id = line_id
       WHERE d.id IN (
         SELECT id FROM deliveries WHERE state = 'scheduled' AND starts_at >= @from AND starts_at < @until
         UNION SELECT id FROM deliveries WHERE begun_at >= @from AND begun_at < @until
         UNION SELECT id FROM deliveries WHERE state IN ('sending', 'paused') AND begun_at < @until
         UNION SELECT id FROM deliveries WHERE state IN ('draft', 'preparing', 'ready')
           AND settings ->> '$.timing.start.day' BETWEEN @firstDay AND @lastDay)
       AND d.id NOT IN (SELECT delivery_id FROM proofs)
       ORDER BY coalesce(begun_at, starts_at), d.id LIMIT ${mostDeliveries}`,
    )
    .all({ from, until, ...days }) as Row[]
  return rows
    .map(row => toEntry(sql, row, timeZone))
    .filter(({ state, at }) => !planned.has(state) || (at >= from && at < until))
    .toSorted((one, other) => one.at - other.at)
}

/** Such a delivery has a time, and nobody has confirmed it. */
const planned: ReadonlySet<DeliveryState> = new Set(['draft', 'preparing', 'ready'])

function toEntry(sql: Database, row: Row, timeZone: string): DeliveryEntry {
  const { id, label, state, messages } = row
  const at = startOf(row, timeZone)
  const foreseen = row.durationMs === null ? null : at + row.durationMs
  return {
    kind: 'delivery',
    id,
    label,
    state,
    at,
    endsAt: row.finishedAt ?? foreseen,
    lines: linesOf(sql, row),
    messages,
  }
}

function linesOf(sql: Database, { id, pool, lineId, lineName }: Row): DeliveryEntry['lines'] {
  const chosen = pool === null ? undefined : (JSON.parse(pool) as PoolSettings)
  const shared = readSharedLines(sql, id, chosen).map(line => ({ id: line.id, name: line.name }))
  if (shared.length > 0 || lineId === null) return shared
  return [{ id: lineId, name: lineName }]
}

function startOf({ state, startsAt, begunAt, start }: Row, timeZone: string): number {
  if (state === 'scheduled') return startsAt ?? 0
  if (!planned.has(state)) return begunAt ?? 0
  const given = start === null ? undefined : (JSON.parse(start) as DeliveryStart)
  // Dates of people have no one place in a calendar.
  if (given === undefined || given.kind === 'now' || given.kind === 'person') return 0
  return instantOf(given.day, given.time, given.timeZone ?? timeZone)
}
