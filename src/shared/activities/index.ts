import { andJoin } from './and-join.ts'
import { approval } from './approval.ts'
import { buildAudience } from './build-audience.ts'
import { combine } from './combine.ts'
import { deduplication } from './deduplication.ts'
import { end } from './end.ts'
import { enrichment } from './enrichment.ts'
import { externalSignal } from './external-signal.ts'
import { fork } from './fork.ts'
import { incrementalQuery } from './incremental-query.ts'
import { jumpIn } from './jump-in.ts'
import { jumpOut } from './jump-out.ts'
import { loadFile } from './load-file.ts'
import { readList } from './read-list.ts'
import { saveAudience } from './save-audience.ts'
import { scheduler } from './scheduler.ts'
import { sms } from './sms.ts'
import { smsRecurring } from './sms-recurring.ts'
import { split } from './split.ts'
import { start } from './start.ts'
import { subscribe } from './subscribe.ts'
import { test } from './test.ts'
import { unsubscribe } from './unsubscribe.ts'
import { updateData } from './update-data.ts'
import { wait } from './wait.ts'

/** Every activity that a workflow can hold, in palette order. */
export const activityDefinitions = {
  [buildAudience.kind]: buildAudience,
  [readList.kind]: readList,
  [loadFile.kind]: loadFile,
  [incrementalQuery.kind]: incrementalQuery,
  [combine.kind]: combine,
  [split.kind]: split,
  [deduplication.kind]: deduplication,
  [enrichment.kind]: enrichment,
  [saveAudience.kind]: saveAudience,
  [updateData.kind]: updateData,
  [start.kind]: start,
  [end.kind]: end,
  [scheduler.kind]: scheduler,
  [wait.kind]: wait,
  [fork.kind]: fork,
  [andJoin.kind]: andJoin,
  [test.kind]: test,
  [approval.kind]: approval,
  [jumpOut.kind]: jumpOut,
  [jumpIn.kind]: jumpIn,
  [externalSignal.kind]: externalSignal,
  [sms.kind]: sms,
  [smsRecurring.kind]: smsRecurring,
  [subscribe.kind]: subscribe,
  [unsubscribe.kind]: unsubscribe,
} as const

export type ActivityKind = keyof typeof activityDefinitions

/** Whether this version of the program knows an activity. */
export function isActivityKind(kind: string): kind is ActivityKind {
  return Object.hasOwn(activityDefinitions, kind)
}
