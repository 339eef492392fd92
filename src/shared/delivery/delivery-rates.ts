import type { StateCounts } from '../contract/series-sums.ts'

/**
 * What the states of messages come to (KP-04 to KP-06). Every message is in exactly one of `sent`, `unknown`, `waiting` and
 * `unsent`, and those who were sent in exactly one of `accepted`, `delivered` and `failed`.
 */
export interface DeliveryRates {
  /** All messages: targeted less excluded. */
  readonly toDeliver: number
  /** Attempts with a known outcome: accepted, delivered and failed. */
  readonly sent: number
  /** The network took it: also what was delivered, or turned out not to be. */
  readonly takenByNetwork: number
  /** The network took it, and no report has come yet. */
  readonly accepted: number
  /** The phone confirmed it. */
  readonly delivered: number
  /** Refused, or taken and not delivered. */
  readonly failed: number
  readonly unknown: number
  readonly waiting: number
  /** Cancelled or expired before they left. */
  readonly unsent: number
  /** delivered / sent; null before anything was sent. */
  readonly deliveredRate: number | null
  /** failed / sent; null before anything was sent. */
  readonly errorRate: number | null
}

/** Adds up the states of the messages of a delivery. */
export function ratesOf(counts: StateCounts): DeliveryRates {
  const { accepted, delivered, unknown } = counts
  const failed = counts.failed + counts.undelivered
  const sent = accepted + delivered + failed
  const waiting = counts.queued + counts.claimed
  const unsent = counts.cancelled + counts.expired
  return {
    toDeliver: sent + unknown + waiting + unsent,
    sent,
    takenByNetwork: accepted + delivered + counts.undelivered,
    accepted,
    delivered,
    failed,
    unknown,
    waiting,
    unsent,
    deliveredRate: sent === 0 ? null : delivered / sent,
    errorRate: sent === 0 ? null : failed / sent,
  }
}
