import { buildAudience } from './build-audience.ts'
import { enrichment } from './enrichment.ts'
import { incrementalQuery } from './incremental-query.ts'
import { sms } from './sms.ts'

/** Every activity that a workflow can hold, in palette order. */
export const activityDefinitions = {
  [buildAudience.kind]: buildAudience,
  [incrementalQuery.kind]: incrementalQuery,
  [enrichment.kind]: enrichment,
  [sms.kind]: sms,
} as const

export type ActivityKind = keyof typeof activityDefinitions

/** Whether this version of the program knows an activity. */
export function isActivityKind(kind: string): kind is ActivityKind {
  return Object.hasOwn(activityDefinitions, kind)
}
