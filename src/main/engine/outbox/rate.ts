const bucketMs = 1_000
const shortestWindowMs = 60_000
/** A slow line is looked at for so many of its messages. */
const messagesInWindow = 5
/** Less than this says nothing about a rate. */
const shortestMs = 1_000

/** How fast messages get their outcome, over the last minute or longer. */
export interface Rate {
  add(count: number, now: number): void
  /**
   * Messages a minute, never more than `pace` where that is above 0; 0 where there was nothing for long, null before there is
   * anything to say.
   */
  perMinute(now: number, pace?: number): number | null
}

/**
 * A rate over a sliding window.
 * @param pace messages a minute that the line lets through; 0 is unlimited
 */
export function createRate(pace = 0): Rate {
  const windowMs =
    pace === 0 ? shortestWindowMs : Math.max(shortestWindowMs, (messagesInWindow * 60_000) / pace)
  let startedAt: number | undefined
  let buckets: { readonly at: number; count: number }[] = []
  return {
    add(count, now) {
      // The clock was set back: what was counted says nothing about the time since.
      if (buckets.some(({ at }) => at > now)) buckets = []
      if (buckets.every(({ at }) => now - at > windowMs)) startedAt = now
      buckets = buckets.filter(({ at }) => now - at <= windowMs)
      const last = buckets.at(-1)
      if (last && now - last.at < bucketMs) last.count += count
      else buckets.push({ at: now, count })
    },
    perMinute(now, most = pace) {
      const recent = buckets.filter(({ at }) => now - at <= windowMs)
      const elapsed = Math.min(now - (startedAt ?? now), windowMs)
      if (startedAt !== undefined && recent.length === 0) return 0
      if (recent.length === 0 || elapsed < shortestMs) return null
      const rate = (recent.reduce((sum, { count }) => sum + count, 0) * 60_000) / elapsed
      return most === 0 ? rate : Math.min(rate, most)
    },
  }
}
