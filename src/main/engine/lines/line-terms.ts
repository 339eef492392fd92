import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { isLineKind, partsPerMinute } from '../../../shared/lines/index.ts'
import type { LineRow } from './line-row.ts'

/** What sending through a line costs and how long it takes, as it stands now. */
export function termsOf({ id, kind, settings, priceMicros, currency }: LineRow): LineTerms {
  const pace = isLineKind(kind) ? partsPerMinute(kind, JSON.parse(settings)) : null
  return { lineId: id, kind, priceMicros, currency, partsPerMinute: pace }
}
