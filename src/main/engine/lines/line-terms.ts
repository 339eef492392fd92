import type { OneLineTerms } from '../../../shared/contract/line-terms.ts'
import { isLineKind, partsPerMinute } from '../../../shared/lines/index.ts'
import { limitsOf, type LineLimits } from '../../../shared/lines/line-limits.ts'
import { priceListOf, type LineRow } from './line-row.ts'

/** What sending through a line costs and how long it takes, as it stands now. */
export function termsOf(line: LineRow): OneLineTerms {
  const { id, kind, settings, currency } = line
  const terms = { lineId: id, kind, ...priceListOf(line), currency }
  if (!isLineKind(kind)) return { ...terms, partsPerMinute: null, messagesPerMinute: null }
  const stored = JSON.parse(settings) as Record<string, unknown>
  const parts = partsPerMinute(kind, { ...stored, perMinute: 0 })
  return { ...terms, partsPerMinute: parts, messagesPerMinute: pacedTo(limitsOf(stored), parts) }
}

/** Messages a minute that the pace and the delays let through; null where they do not limit. */
function pacedTo({ perMinute, delay }: LineLimits, parts: number): number | null {
  const paced = perMinute === 0 ? Number.POSITIVE_INFINITY : perMinute
  // The delay begins when a message has left.
  const delayed = delay ? 60 / (60 / parts + (delay.least + delay.most) / 2) : Number.POSITIVE_INFINITY
  const least = Math.min(paced, delayed)
  return Number.isFinite(least) ? least : null
}
