import type { Database } from 'better-sqlite3'
import type { CalendarEntry } from '../../../shared/contract/calendar.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'

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
  readonly messages: number | null
  readonly durationMs: number | null
}

/** No more deliveries are told. */
export const mostDeliveries = 1000

/** Deliveries that are scheduled, under way, or were sent within a span, in order of time; neither proofs nor drafts. */
export function findDeliveries(sql: Database, span: CalendarSpan): DeliveryEntry[] {
  const rows = sql
    .prepare(
      `SELECT d.id, label, state, starts_at startsAt, begun_at begunAt, finished_at finishedAt, line_id lineId,
         lines.name lineName, preparation ->> '$.toDeliver' messages, preparation ->> '$.durationMs' durationMs
       FROM deliveries d LEFT JOIN lines ON lines.id = line_id
       WHERE d.id IN (
         SELECT id FROM deliveries WHERE state = 'scheduled' AND starts_at >= @from AND starts_at < @until
         UNION SELECT id FROM deliveries WHERE begun_at >= @from AND begun_at < @until
         UNION SELECT id FROM deliveries WHERE state IN ('sending', 'paused') AND begun_at < @until)
       AND d.id NOT IN (SELECT delivery_id FROM proofs)
       ORDER BY coalesce(begun_at, starts_at), d.id LIMIT ${mostDeliveries}`,
    )
    .all(span) as Row[]
  return rows.map(toEntry)
}

function toEntry(row: Row): DeliveryEntry {
  const { id, label, state, messages } = row
  const at = (state === 'scheduled' ? row.startsAt : row.begunAt) ?? 0
  const foreseen = row.durationMs === null ? null : at + row.durationMs
  return {
    kind: 'delivery',
    id,
    label,
    state,
    at,
    endsAt: row.finishedAt ?? foreseen,
    line: row.lineId === null ? null : { id: row.lineId, name: row.lineName },
    messages,
  }
}
