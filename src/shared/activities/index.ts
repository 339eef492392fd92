import { buildAudience } from './build-audience.ts'
import { combine } from './combine.ts'
import { deduplication } from './deduplication.ts'
import { enrichment } from './enrichment.ts'
import { incrementalQuery } from './incremental-query.ts'
import { readList } from './read-list.ts'
import { saveAudience } from './save-audience.ts'
import { sms } from './sms.ts'
import { split } from './split.ts'

/** Every activity that a workflow can hold, in palette order. */
export const activityDefinitions = {
  [buildAudience.kind]: buildAudience,
  [readList.kind]: readList,
  [incrementalQuery.kind]: incrementalQuery,
  [combine.kind]: combine,
  [split.kind]: split,
  [deduplication.kind]: deduplication,
  [enrichment.kind]: enrichment,
  [saveAudience.kind]: saveAudience,
  [sms.kind]: sms,
} as const

export type ActivityKind = keyof typeof activityDefinitions

/** Whether this version of the program knows an activity. */
export function isActivityKind(kind: string): kind is ActivityKind {
  return Object.hasOwn(activityDefinitions, kind)
}
