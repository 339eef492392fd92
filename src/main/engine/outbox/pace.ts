const msPerMinute = 60_000
/** What a late timer may make up for. */
const slackMs = 100

/** Spreads messages evenly over time. */
export interface Pace {
  /** How many may leave now. */
  allowance(now: number): number
  /** So many leave now. */
  take(count: number, now: number): void
  /** When the next may leave, epoch ms. */
  nextAt(): number
}

/** A pace in messages a minute; 0 is unlimited. */
export function createPace(perMinute: number): Pace {
  if (perMinute === 0) return { allowance: () => Infinity, take: () => {}, nextAt: () => 0 }
  const interval = msPerMinute / perMinute
  let next = 0
  return {
    allowance(now) {
      // Further ahead than any take leads: the clock was set back, and nobody is to wait until it has caught up.
      if (next - now > interval + slackMs) next = now
      return now < next ? 0 : 1 + Math.floor(Math.min(now - next, slackMs) / interval)
    },
    take(count, now) {
      if (count > 0) next = Math.max(next, now - slackMs) + count * interval
    },
    nextAt: () => Math.ceil(next),
  }
}
