import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { spent } from '../../../shared/contract/feature.ts'
import { dayOf } from '../../../shared/calendar-day.ts'
import type { Trouble } from '../database/trouble.ts'
import { readBudget } from '../workspace/settings.ts'
import { prepared } from './prepared.ts'
import type { SendingPlan } from './sending-plan.ts'

/** What an attempt may cost, kept aside when it is claimed: what was surely not sent is given back. */
export interface Reservation {
  readonly day: string
  readonly currency: string
  /** Null where the line has no price for the country of the number. */
  readonly priceMicros: number | null
  /** Parts that the network has not taken before. */
  readonly parts: number
}

/** How much may still be spent, and what is to be said when that is not enough. */
export interface Purse {
  /** Whether so much more may be spent; if so, it is. */
  spend(micros: number): boolean
  readonly trouble: Trouble
}

/** A purse for one turn, filled from what is on disk; undefined where nothing limits the delivery. */
export function openPurse(
  database: Database,
  { id, plan }: { readonly id: number; readonly plan: SendingPlan },
  now: number,
): Purse | undefined {
  const limits = [ownLimit(database, id, plan), ...workspaceLimits(database, plan, now)]
  const [tightest] = limits.flatMap(limit => limit ?? []).toSorted((one, other) => one.left - other.left)
  if (!tightest) return undefined
  let { left } = tightest
  return {
    trouble: tightest.trouble,
    spend(micros) {
      if (micros > left) return false
      left -= micros
      return true
    },
  }
}

/** Keeps aside what an attempt may cost; inside the transaction that claims it. */
export function reserve(database: Database, deliveryId: number, reservation: Reservation): void {
  add(database, deliveryId, reservation)
}

/** Gives back what surely was not sent; inside the transaction that settles the attempt. */
export function release(
  database: Database,
  deliveryId: number,
  reservation: Reservation & { readonly notTaken: number },
): void {
  if (reservation.notTaken > 0) add(database, deliveryId, { ...reservation, parts: -reservation.notTaken })
}

/** Parts and money; at least so much where some of the parts have no price. */
export type Spent = z.output<typeof spent>

/** What a delivery has spent, in the currency of its line. */
export function readSpent(database: Database, deliveryId: number): Spent {
  const query = `SELECT coalesce(sum(parts), 0) parts, coalesce(sum(micros), 0) micros,
    coalesce(sum(unpriced_parts), 0) unpriced FROM spending WHERE delivery_id = ?`
  const { unpriced, ...sums } = prepared(database, query).get(deliveryId) as Spent & { unpriced: number }
  return { ...sums, ...(unpriced > 0 ? { isLeast: true } : {}) }
}

/** What all deliveries have spent on a day and in its month so far, in one currency. */
export function readSpentSince(
  database: Database,
  { currency, day }: { readonly currency: string; readonly day: string },
): { readonly day: number; readonly month: number } {
  const spentSince = (pattern: string): number => {
    const query = 'SELECT coalesce(sum(micros), 0) FROM spending WHERE day >= ? AND day < ? AND currency = ?'
    return prepared(database, query).pluck().get(pattern, `${pattern}~`, currency) as number
  }
  return { day: spentSince(day), month: spentSince(day.slice(0, 7)) }
}

interface Limit {
  readonly left: number
  readonly trouble: Trouble
}

function ownLimit(
  database: Database,
  id: number,
  { budgetMicros, currency }: SendingPlan,
): Limit | undefined {
  if (budgetMicros === null) return undefined
  const left = budgetMicros - readSpent(database, id).micros
  return { left, trouble: troubleOf('delivery/budget-reached', budgetMicros, currency) }
}

function workspaceLimits(
  database: Database,
  { currency, timeZone }: SendingPlan,
  now: number,
): (Limit | undefined)[] {
  const budget = readBudget(database)
  if (!budget || budget.currency !== currency) return []
  const spent = readSpentSince(database, { currency, day: dayOf({ now, timeZone }) })
  const { dayMicros, monthMicros } = budget
  return [
    dayMicros === null
      ? undefined
      : {
          left: dayMicros - spent.day,
          trouble: troubleOf('workspace/day-budget-reached', dayMicros, currency),
        },
    monthMicros === null
      ? undefined
      : {
          left: monthMicros - spent.month,
          trouble: troubleOf('workspace/month-budget-reached', monthMicros, currency),
        },
  ]
}

function troubleOf(code: string, micros: number, currency: string): Trouble {
  return { code, data: { budget: (micros / 1_000_000).toFixed(2), currency } }
}

function add(database: Database, deliveryId: number, reservation: Reservation): void {
  const insert = `INSERT INTO spending VALUES (@deliveryId, @day, @currency, @parts, @micros, @unpriced)
    ON CONFLICT DO UPDATE SET parts = parts + excluded.parts, micros = micros + excluded.micros,
      unpriced_parts = unpriced_parts + excluded.unpriced_parts`
  const { day, currency, parts, priceMicros } = reservation
  const amounts = { micros: parts * (priceMicros ?? 0), unpriced: priceMicros === null ? parts : 0 }
  prepared(database, insert).run({ deliveryId, day, currency, parts, ...amounts })
}
