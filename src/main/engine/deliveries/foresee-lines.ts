import type { Preparation } from '../../../shared/contract/deliveries.ts'
import type { LineLimits } from '../../../shared/lines/line-limits.ts'
import type { EngineContext } from '../context.ts'
import { prepared } from '../outbox/prepared.ts'
import { foresee, type Foresight, type ForesightGiven } from '../timing/foresee.ts'
import { LineSupply, type SupplyingLine, type SupplyLimit } from '../timing/line-supply.ts'
import { readSupply } from '../timing/read-supply.ts'
import { foreseeAhead, type AheadForesight, type WorkAhead } from '../timing/work-ahead.ts'

/** How a sending will go with the hours and caps of its lines, and what of those holds it up. */
export interface LinesForesight extends Foresight {
  /** How long others that come first keep the lines from beginning with it. */
  readonly aheadMs: number
  readonly limits: readonly SupplyLimit[]
  readonly caps: { readonly day?: number; readonly month?: number }
}

/** What a sending over lines is foreseen from. */
export interface LinesGiven extends Omit<ForesightGiven, 'supply' | 'from'> {
  /** When it may begin, epoch ms. */
  readonly startsAt: number
  /** What waits in its lines before it. */
  readonly ahead: WorkAhead
  /** Messages that leave in a minute at this moment, whatever its lines could do. */
  readonly perMinute?: number | undefined
}

/**
 * Foresees a sending over the lines of a preparation. People who keep the line that texted them last wait for that one, so
 * it takes as long as the line with the most of them.
 */
export function foreseeLines(
  { workspace, clock }: EngineContext,
  { id, preparation }: { readonly id: number; readonly preparation: Preparation },
  given: LinesGiven,
): LinesForesight {
  const { sql } = workspace
  const { terms, toDeliver, parts } = preparation
  const partsEach = toDeliver > 0 ? parts / toDeliver : 1
  const asked = { now: clock.now(), timeZone: clock.timeZone(), partsEach }
  const { lines: able, isLimited } = readSupply(sql, terms, asked)
  const caps = capsOf(able.map(({ limits }) => limits))
  const { startsAt } = given
  const aheadMs = given.ahead.workMs
  if (given.messageMs === 0 || (!isLimited && !terms.pool)) {
    const messageMs = given.perMinute ? 60_000 / given.perMinute : given.messageMs
    return { ...foresee({ ...given, messageMs, from: startsAt + aheadMs }), limits: [], caps, aheadMs }
  }
  const found = atPace(able, given.perMinute, asked)
  const others = foreseeAhead(sql, { terms, ahead: given.ahead }, asked)
  const from = isLimited ? Math.max(startsAt, others.until) : startsAt + aheadMs
  const course = (lines: readonly SupplyingLine[], shares: ForesightGiven['shares']) => {
    const indexes = lines.map(line => found.indexOf(line))
    const supply = new LineSupply(lines, { ...asked, before: takenOf(others, indexes, partsEach) })
    const foresight = foresee({ ...given, from, shares, supply })
    return { ...foresight, limits: [...supply.limits], caps, aheadMs: from - startsAt }
  }
  const whole = course(found, given.shares)
  const lanes = readLanes(sql, id).flatMap(({ lineId, messages }) => {
    const line = found.find(each => each.id === lineId)
    return line ? [course([line], shareOut(given.shares, messages))] : []
  })
  const ends = [whole, ...lanes].map(({ endsAt }) => endsAt)
  const limits = [...new Set([whole, ...lanes].flatMap(each => each.limits))]
  return { ...whole, limits, endsAt: ends.includes(null) ? null : Math.max(...ends.map(end => end ?? 0)) }
}

/** So many messages, at the same places as all. */
function shareOut(shares: ForesightGiven['shares'], messages: number): ForesightGiven['shares'] {
  const all = shares.reduce((sum, share) => sum + share.messages, 0)
  return all === 0 ? [] : shares.map(share => ({ ...share, messages: (share.messages * messages) / all }))
}

/** Lines that are as fast together, at this moment, as messages really leave: what is told of the end then goes by that. */
function atPace(
  lines: readonly SupplyingLine[],
  perMinute: number | undefined,
  { now, timeZone }: { readonly now: number; readonly timeZone: string },
): readonly SupplyingLine[] {
  const { messageMs } = new LineSupply(lines, { now, timeZone }).at(now)
  if (!perMinute || messageMs === Number.POSITIVE_INFINITY) return lines
  const slower = 60_000 / perMinute / messageMs
  return lines.map(line => ({ ...line, messageMs: line.messageMs * slower }))
}

/** What others use up first of the caps of some of the lines, in messages of this delivery. */
function takenOf(
  { taken }: AheadForesight,
  indexes: readonly number[],
  partsEach: number,
): Record<string, number[]> {
  const entries = Object.entries(taken).map(([key, sums]) => {
    return [key, indexes.map(index => (sums[index] ?? 0) / partsEach)] as const
  })
  return Object.fromEntries(entries)
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
