import type { Database } from 'better-sqlite3'
import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { prepared } from '../outbox/prepared.ts'
import { foresee } from './foresee.ts'
import { LineSupply, type TakenTurns } from './line-supply.ts'
import { unknownPlace } from './places.ts'
import { readSupply } from './read-supply.ts'
import type { Timetable } from './timetable.ts'

/** What waits in the lines of a delivery before it. */
export interface WorkAhead {
  /** How long that keeps the lines busy, were there neither hours nor caps. */
  readonly workMs: number
  readonly messages: number
  readonly parts: number
}

/** When lines are done with what comes first, and what that takes of the caps of their SIMs. */
export interface AheadForesight {
  readonly until: number
  readonly taken: TakenTurns
}

interface Row {
  readonly priority: string | null
  readonly ownPriority: string | null
  readonly ownState: string
  readonly durationMs: number | null
  readonly toDeliver: number
  readonly parts: number
  readonly isEarlier: 0 | 1 | null
  readonly queued: number
}

const order = ['low', 'normal', 'high']
const nothing: WorkAhead = { workMs: 0, messages: 0, parts: 0 }

/**
 * Whatever waits in the same lines before a delivery: those of its priority or above that are being sent. Of those of its own,
 * where it is being sent itself, only what was confirmed before.
 */
export function readAhead(sql: Database, id: number, terms: LineTerms): WorkAhead {
  if (terms.partsPerMinute === null) return nothing
  const rows = prepared(
    sql,
    `SELECT d.settings ->> '$.sending.priority' priority, own.settings ->> '$.sending.priority' ownPriority,
       own.state ownState, d.preparation ->> '$.durationMs' durationMs, d.preparation ->> '$.toDeliver' toDeliver,
       d.preparation ->> '$.parts' parts, (d.confirmed_at, d.id) < (own.confirmed_at, own.id) isEarlier,
       (SELECT coalesce(sum(messages), 0) FROM delivery_counts c
         WHERE c.delivery_id = d.id AND c.state IN ('queued', 'claimed')) queued
     FROM deliveries d JOIN deliveries own ON own.id = @id
     WHERE d.state = 'sending' AND d.id <> @id AND EXISTS (SELECT 1 FROM (
         SELECT line_id FROM pool_lines WHERE delivery_id = d.id UNION SELECT d.line_id)
       WHERE line_id IN (SELECT value FROM json_each(@lineIds)))`,
  ).all({ id, lineIds: JSON.stringify((terms.pool ?? [terms]).map(({ lineId }) => lineId)) }) as Row[]
  return rows.filter(isFirst).reduce((sum, { queued, toDeliver, parts, ...row }) => {
    const share = toDeliver > 0 ? queued / toDeliver : 0
    return {
      workMs: sum.workMs + (row.durationMs ?? 0) * share,
      messages: sum.messages + queued,
      parts: sum.parts + parts * share,
    }
  }, nothing)
}

function isFirst({ priority, ownPriority, ownState, isEarlier }: Row): boolean {
  const its = order.indexOf(priority ?? 'normal')
  const own = order.indexOf(ownPriority ?? 'normal')
  return its > own || (its === own && (ownState !== 'sending' || isEarlier === 1))
}

/** Whatever comes first leaves whenever it can. */
const always: Timetable = {
  startOf: () => Number.NEGATIVE_INFINITY,
  stretch: () => ({ isOpen: true, until: Number.POSITIVE_INFINITY }),
  nextOpen: (_place, at) => at,
  deadlineOf: () => Number.POSITIVE_INFINITY,
}

/** Plays what comes first through the hours of the lines and the caps of their SIMs, which it uses up. */
export function foreseeAhead(
  sql: Database,
  { terms, ahead }: { readonly terms: LineTerms; readonly ahead: WorkAhead },
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): AheadForesight {
  const { workMs, messages, parts } = ahead
  if (messages === 0) return { until: now, taken: {} }
  const partsEach = parts / messages
  const { lines, isLimited } = readSupply(sql, terms, { now, timeZone, partsEach })
  if (!isLimited || workMs === 0) return { until: now + workMs, taken: {} }
  const supply = new LineSupply(lines, { now, timeZone })
  const shares = [{ place: unknownPlace, messages, parts }]
  const usual = { timetable: always, spread: { kind: 'all' }, timeZone, toDeliver: messages } as const
  const { endsAt } = foresee({ ...usual, shares, from: now, messageMs: workMs / messages, supply })
  const taken = Object.entries(supply.taken).map(([key, sums]) => [key, sums.map(sum => sum * partsEach)])
  return { until: endsAt ?? now + workMs, taken: Object.fromEntries(taken) as TakenTurns }
}
