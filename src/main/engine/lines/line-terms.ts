import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { isLineKind, LINES, partsPerMinute } from '../../../shared/lines/index.ts'
import { priceListOf, type LineRow } from './line-row.ts'

/** What sending through a line costs and how long it takes, as it stands now. */
export function termsOf(line: LineRow): LineTerms {
  const { id, kind, settings, currency } = line
  const terms = { lineId: id, kind, ...priceListOf(line), currency }
  if (!isLineKind(kind)) return { ...terms, partsPerMinute: null, messagesPerMinute: null }
  const stored = JSON.parse(settings) as Record<string, unknown>
  const { perMinute } = LINES[kind].settings.parse(stored)
  return {
    ...terms,
    partsPerMinute: partsPerMinute(kind, { ...stored, perMinute: 0 }),
    messagesPerMinute: perMinute === 0 ? null : perMinute,
  }
}
