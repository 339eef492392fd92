import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { isLineKind, LINES, partsPerMinute } from '../../../shared/lines/index.ts'
import type { LineRow } from './line-row.ts'

/** What sending through a line costs and how long it takes, as it stands now. */
export function termsOf({ id, kind, settings, priceMicros, currency }: LineRow): LineTerms {
  const terms = { lineId: id, kind, priceMicros, currency }
  if (!isLineKind(kind)) return { ...terms, partsPerMinute: null, messagesPerMinute: null }
  const stored = JSON.parse(settings) as Record<string, unknown>
  const { perMinute } = LINES[kind].settings.parse(stored)
  return {
    ...terms,
    partsPerMinute: partsPerMinute(kind, { ...stored, perMinute: 0 }),
    messagesPerMinute: perMinute === 0 ? null : perMinute,
  }
}
