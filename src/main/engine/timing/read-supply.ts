import type { Database } from 'better-sqlite3'
import type { LineTerms, OneLineTerms } from '../../../shared/contract/line-terms.ts'
import { dayOf } from '../../../shared/calendar-day.ts'
import { limitsOf, type LineLimits } from '../../../shared/lines/line-limits.ts'
import { simOf } from '../lines/known-sim.ts'
import { findLineRow } from '../lines/line-row.ts'
import { hoursOfLine } from '../outbox/line-limiter.ts'
import { readUsage } from '../outbox/sim-usage.ts'
import { roomOf, type SupplyingLine } from './line-supply.ts'

/** What the lines of a delivery can send, from now on. */
export interface ReadSupply {
  readonly lines: readonly (SupplyingLine & { readonly limits: LineLimits })[]
  /** Whether hours or caps change on the way what they send. */
  readonly isLimited: boolean
}

/** What a supply is read for. */
export interface SupplyAsked {
  readonly now: number
  /** The zone of the machine, in which hours and caps are meant. */
  readonly timeZone: string
  /** Parts of a message, on average: caps count parts. */
  readonly partsEach: number
}

/**
 * The lines that a delivery was prepared for, with their hours and what the caps of their SIMs leave, as they stand now;
 * without those whose pace is not known.
 */
export function readSupply(sql: Database, terms: LineTerms, asked: SupplyAsked): ReadSupply {
  const { now, timeZone, partsEach } = asked
  const day = dayOf({ now, timeZone })
  const lines = (terms.pool ?? [terms]).flatMap(line => {
    const row = findLineRow(sql, line.lineId)
    if (!row || line.partsPerMinute === null) return []
    const limits = limitsOf(JSON.parse(row.settings))
    const used = readUsage(sql, { sim: simOf(sql, row.id), day })
    const messageMs = messageMsThrough(line, partsEach)
    return [{ id: row.id, messageMs, hours: hoursOfLine(limits), limits, ...roomOf(limits, used, partsEach) }]
  })
  const isLimited = lines.some(({ hours, limits }) => hours ?? limits.dailyCap ?? limits.monthlyCap)
  return { lines, isLimited }
}

function messageMsThrough({ partsPerMinute, messagesPerMinute }: OneLineTerms, partsEach: number): number {
  const byParts = partsEach / (partsPerMinute ?? 1)
  return 60_000 * Math.max(byParts, messagesPerMinute ? 1 / messagesPerMinute : 0)
}
