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

/** A pace in messages a minute; 0 is unlimited. @param startAt when the first may leave */
export function createPace(perMinute: number, startAt = 0): Pace {
  if (perMinute === 0) return { allowance: () => Infinity, take: () => {}, nextAt: () => 0 }
  const interval = msPerMinute / perMinute
  let next = startAt
  let longestLead = startAt === 0 ? interval + slackMs : Infinity
  return {
    allowance(now) {
      // Further ahead than any take leads: the clock was set back, and nobody is to wait until it has caught up.
      if (next - now > longestLead) next = now
      return now < next ? 0 : 1 + Math.floor(Math.min(now - next, slackMs) / interval)
    },
    take(count, now) {
      // Who has been idle longer than a timer can be late has saved nothing up.
      if (count === 0) return
      next = (now - next > slackMs ? now : next) + count * interval
      longestLead = interval + slackMs
    },
    nextAt: () => Math.ceil(next),
  }
}
