import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { suppressionCalls } from '../../../shared/contract/suppressions.ts'
import type { EngineContext } from '../context.ts'
import type { Jobs } from '../create-jobs.ts'
import { liftSuppressions, listSuppressions, suppressNumber, suppressPeople } from './suppressions.ts'
import { undoSuppressions } from './undo-suppressions.ts'

/** Answers the calls about suppressed numbers. */
export function consentHandlers(context: EngineContext, jobs: Jobs): HandlersOf<typeof suppressionCalls> {
  return {
    'suppressions.add': ({ selection, note, job }) =>
      jobs.run(job, signal => suppressPeople(context, { selection, note, job, signal })),
    'suppressions.undo': ({ actId, job }) =>
      jobs.run(job, signal => undoSuppressions(context, { actId, signal })),
    'suppressions.addNumber': input => suppressNumber(context, input),
    'suppressions.list': input => listSuppressions(context.workspace.sql, input),
    'suppressions.remove': ({ phones }) => liftSuppressions(context, phones),
  }
}
