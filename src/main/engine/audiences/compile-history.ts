import { addDays, dayOf, startOfDay } from '../../../shared/calendar-day.ts'
import type {
  ClickCondition,
  DeliveryCondition,
  DeliveryEvent,
  Period,
  ReplyCondition,
} from '../../../shared/rule.ts'
import { hasText } from './compare-text.ts'
import type { RuleSetting } from './rule-setting.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** Where an event is written down: rows of one person, and when each of them happened. */
export interface Trace {
  readonly from: string
  readonly where: string
  readonly delivery: string
  readonly at: string
}
type Traces = Readonly<Record<DeliveryEvent, Trace>>

const traces = createTraces('= people.id')
/** Whoever was merged into a person is that person; this costs a look more. */
const tracesOfMerged = createTraces(
  'IN (SELECT people.id UNION ALL SELECT id FROM merged_people WHERE into_id = people.id)',
)

function createTraces(isPerson: string): Traces {
  /** Each person's messages are few, so the index by person answers; the plus keeps SQLite from any other. */
  const messagesIn = (states: readonly string[], at: string): Trace => ({
    from: 'messages',
    where: `messages.person_id ${isPerson} AND +messages.state IN (${states.map(state => `'${state}'`).join(', ')})`,
    delivery: '+messages.delivery_id',
    at: `ifnull(messages.${at}, messages.changed_at)`,
  })
  return {
    sent: messagesIn(['accepted', 'delivered', 'undelivered', 'unknown'], 'accepted_at'),
    delivered: messagesIn(['delivered'], 'settled_at'),
    failed: messagesIn(['undelivered', 'failed', 'expired'], 'settled_at'),
    'not-delivered': messagesIn(['accepted', 'undelivered', 'failed', 'expired', 'unknown'], 'accepted_at'),
    excluded: excluded(`exclusions.person_id ${isPerson}`),
    'control-group': excluded(`exclusions.person_id ${isPerson} AND exclusions.cause = 'control-group'`),
  }
}

/** Exclusions from deliveries that were confirmed, by their first cause. */
function excluded(where: string): Trace {
  return {
    from: 'exclusions JOIN deliveries ON deliveries.id = exclusions.delivery_id',
    where: `${where} AND exclusions.position = 0 AND deliveries.confirmed_at IS NOT NULL`,
    delivery: 'exclusions.delivery_id',
    at: 'deliveries.confirmed_at',
  }
}

/** Where to look for what was sent to a person of the table `people`, or kept from them. */
export function traceOf(event: DeliveryEvent, { hasMerged }: Pick<RuleSetting, 'hasMerged'>): Trace {
  return (hasMerged ? tracesOfMerged : traces)[event]
}

/** What was sent to a person, or kept from them. */
export function compileDelivery(condition: DeliveryCondition, setting: RuleSetting): SqlPart {
  const trace = traceOf(condition.event, setting)
  const parts: SqlPart[] = [{ sql: trace.where, parameters: [] }, ...sinceOf(trace.at, condition, setting)]
  if (condition.deliveryId !== undefined) {
    parts.push({ sql: `${trace.delivery} = ?`, parameters: [condition.deliveryId] })
  }
  return happened(trace.from, joinParts(parts, 'AND'), condition)
}

/** What came from a person's number, which is written in the same form wherever it is stored. */
export function compileReply(condition: ReplyCondition, setting: RuleSetting): SqlPart {
  const own: SqlPart = { sql: 'inbound_messages.sender = people.phone', parameters: [] }
  const parts = [own, ...sinceOf('inbound_messages.received_at', condition, setting)]
  if (condition.text !== undefined) {
    parts.push(hasText('inbound_messages.text', condition.text.normalize('NFC'), 'anywhere'))
  }
  return happened('inbound_messages', joinParts(parts, 'AND'), { ...condition, times: 1 })
}

/** Links that a person followed. */
export function compileClick(condition: ClickCondition, setting: RuleSetting): SqlPart {
  const own: SqlPart = { sql: 'clicks.person_id = people.id', parameters: [] }
  const parts = [own, ...sinceOf('clicks.at', condition, setting)]
  if (condition.url !== undefined) parts.push(hasText('clicks.url', condition.url, 'anywhere'))
  if (condition.deliveryId !== undefined) {
    parts.push({ sql: '+clicks.delivery_id = ?', parameters: [condition.deliveryId] })
  }
  return happened('clicks', joinParts(parts, 'AND'), { ...condition, times: 1 })
}

function happened(
  from: string,
  { sql, parameters }: SqlPart,
  { period, times }: { readonly period: Period; readonly times: number },
): SqlPart {
  const found =
    times === 1
      ? { sql: `EXISTS (SELECT 1 FROM ${from} WHERE ${sql})`, parameters }
      : {
          sql: `((SELECT count(*) FROM (SELECT 1 FROM ${from} WHERE ${sql} LIMIT ?)) = ?)`,
          parameters: [...parameters, times, times],
        }
  const isNegative = period === 'never' || period === 'not-in-last-days'
  return isNegative ? { sql: `NOT ${found.sql}`, parameters: found.parameters } : found
}

function sinceOf(
  at: string,
  { period, days }: { readonly period: Period; readonly days?: number | undefined },
  setting: RuleSetting,
): SqlPart[] {
  if (period === 'ever' || period === 'never') return []
  const moment = setting.readMoment()
  const since = startOfDay(addDays(dayOf(moment), -(days ?? 0)), moment.timeZone)
  return [{ sql: `${at} >= ?`, parameters: [since] }]
}
