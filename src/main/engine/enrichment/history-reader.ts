import type { ColumnOrigin } from '../../../shared/activities/enrichment.ts'
import { addDays, dayOf, startOfDay, type Moment } from '../../../shared/calendar-day.ts'
import { traceOf } from '../audiences/compile-history.ts'
import type { RuleSetting } from '../audiences/rule-setting.ts'
import { joinParts, type SqlPart } from '../audiences/sql-part.ts'
import type { ColumnReader } from './column-reader.ts'

type Messages = Extract<ColumnOrigin, { of: 'messages' }>
type Replies = Extract<ColumnOrigin, { of: 'replies' }>

/** How many messages a person had, or the day of the last one, in the machine's time zone. */
export function messagesReader({ event, measure, days }: Messages, rules: RuleSetting): ColumnReader {
  const { from, where, at } = traceOf(event, rules)
  const moment = rules.readMoment()
  return measured(
    { from, at, where: within({ sql: where, parameters: [] }, { at, days, moment }) },
    measure,
    moment,
  )
}

/** How often a person's number wrote, and when or what it wrote last. */
export function repliesReader({ measure, days }: Replies, rules: RuleSetting): ColumnReader {
  const moment = rules.readMoment()
  const at = 'inbound_messages.received_at'
  const own: SqlPart = { sql: 'inbound_messages.sender = people.phone', parameters: [] }
  const rows: Rows = { from: 'inbound_messages', at, where: within(own, { at, days, moment }) }
  if (measure !== 'last-text') return measured(rows, measure, moment)
  const text = `(SELECT inbound_messages.text FROM inbound_messages WHERE ${rows.where.sql}
    ORDER BY ${at} DESC, inbound_messages.id DESC LIMIT 1)`
  return {
    expressions: [{ sql: text, parameters: rows.where.parameters }],
    read: ([value]) => (value == null ? null : String(value)),
  }
}

interface Rows {
  readonly from: string
  readonly at: string
  readonly where: SqlPart
}

function measured(
  { from, at, where }: Rows,
  measure: 'count' | 'last-day',
  { timeZone }: Moment,
): ColumnReader {
  const what = measure === 'count' ? 'count(*)' : `max(${at})`
  const expression = { sql: `(SELECT ${what} FROM ${from} WHERE ${where.sql})`, parameters: where.parameters }
  return {
    expressions: [expression],
    read([value]) {
      if (measure === 'count') return String(value ?? 0)
      return typeof value === 'number' ? dayOf({ now: value, timeZone }) : null
    },
  }
}

/** The last days begin at midnight, as they do in rules. */
function within(
  rows: SqlPart,
  { at, days, moment }: { readonly at: string; readonly days: number | null; readonly moment: Moment },
): SqlPart {
  if (days === null) return rows
  const since = startOfDay(addDays(dayOf(moment), -days), moment.timeZone)
  return joinParts([rows, { sql: `${at} >= ?`, parameters: [since] }], 'AND')
}
