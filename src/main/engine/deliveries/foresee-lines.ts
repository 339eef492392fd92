import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { OneLineTerms } from '../../../shared/contract/line-terms.ts'
import { dayOf } from '../../../shared/calendar-day.ts'
import { limitsOf, type LineLimits } from '../../../shared/lines/line-limits.ts'
import type { EngineContext } from '../context.ts'
import { simOf } from '../lines/known-sim.ts'
import { findLineRow } from '../lines/line-row.ts'
import { hoursOfLine } from '../outbox/line-limiter.ts'
import { prepared } from '../outbox/prepared.ts'
import { readUsage } from '../outbox/sim-usage.ts'
import { foresee, type Foresight, type ForesightGiven } from '../timing/foresee.ts'
import { LineSupply, roomOf, type SupplyingLine, type SupplyLimit } from '../timing/line-supply.ts'

/** How a sending will go with the hours and caps of its lines, and what of those holds it up. */
export interface LinesForesight extends Foresight {
  readonly limits: readonly SupplyLimit[]
  readonly caps: { readonly day?: number; readonly month?: number }
}

/**
 * Foresees a sending over the lines of a preparation. People who keep the line that texted them last wait for that one, so
 * it takes as long as the line with the most of them.
 */
export function foreseeLines(
  { workspace, clock }: EngineContext,
  { id, preparation }: { readonly id: number; readonly preparation: Preparation },
  given: Omit<ForesightGiven, 'supply'>,
): LinesForesight {
  const { sql } = workspace
  const timeZone = clock.timeZone()
  const today = dayOf({ now: clock.now(), timeZone })
  const { terms, toDeliver, parts } = preparation
  const partsEach = toDeliver > 0 ? parts / toDeliver : 1
  const found = (terms.pool ?? [terms]).flatMap(line => {
    const row = findLineRow(sql, line.lineId)
    if (!row || line.partsPerMinute === null) return []
    const limits = limitsOf(JSON.parse(row.settings))
    const used = readUsage(sql, { sim: simOf(sql, row.id), day: today })
    const messageMs = messageMsThrough(line, partsEach)
    return [{ id: row.id, messageMs, hours: hoursOfLine(limits), limits, ...roomOf(limits, used, partsEach) }]
  })
  const caps = capsOf(found.map(({ limits }) => limits))
  const isLimited = found.some(({ hours, limits }) => hours ?? limits.dailyCap ?? limits.monthlyCap)
  if (given.messageMs === 0 || (!isLimited && !terms.pool)) return { ...foresee(given), limits: [], caps }
  const course = (lines: readonly SupplyingLine[], shares: ForesightGiven['shares']) => {
    const supply = new LineSupply(lines, clock.now(), timeZone)
    return { ...foresee({ ...given, shares, supply }), limits: [...supply.limits], caps }
  }
  const whole = course(found, given.shares)
  const lanes = readLanes(sql, id).flatMap(({ lineId, messages }) => {
    const line = found.find(each => each.id === lineId)
    const all = given.shares.reduce((sum, share) => sum + share.messages, 0)
    if (!line || all === 0) return []
    const shares = given.shares.map(share => ({ ...share, messages: (share.messages * messages) / all }))
    return [course([line], shares)]
  })
  const ends = [whole, ...lanes].map(({ endsAt }) => endsAt)
  const limits = [...new Set([whole, ...lanes].flatMap(each => each.limits))]
  return { ...whole, limits, endsAt: ends.includes(null) ? null : Math.max(...ends.map(end => end ?? 0)) }
}

function messageMsThrough({ partsPerMinute, messagesPerMinute }: OneLineTerms, partsEach: number): number {
  const byParts = partsEach / (partsPerMinute ?? 1)
  return 60_000 * Math.max(byParts, messagesPerMinute ? 1 / messagesPerMinute : 0)
}

function capsOf(limits: readonly LineLimits[]): LinesForesight['caps'] {
  const lowest = (caps: readonly (number | undefined)[]): number | undefined => {
    const set = caps.filter(cap => cap !== undefined)
    return set.length > 0 ? Math.min(...set) : undefined
  }
  const day = lowest(limits.map(({ dailyCap }) => dailyCap))
  const month = lowest(limits.map(({ monthlyCap }) => monthlyCap))
  return { ...(day === undefined ? {} : { day }), ...(month === undefined ? {} : { month }) }
}

function readLanes(
  sql: EngineContext['workspace']['sql'],
  id: number,
): { lineId: number; messages: number }[] {
  const query = `SELECT prefers_line_id lineId, count(*) messages FROM messages INDEXED BY messages_lane
    WHERE delivery_id = ? AND prefers_line_id IS NOT NULL AND state = 'queued' AND next_attempt_at = 0
    GROUP BY prefers_line_id`
  return prepared(sql, query).all(id) as { lineId: number; messages: number }[]
}
