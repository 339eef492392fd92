import { activityDefinitions, type ActivityKind } from '../../../shared/activities/index.ts'
import type {
  ActivityRunner,
  CheckFacts,
  Place,
  SettingsProblem,
  Step,
  StepOutcome,
} from './activity-runner.ts'
import { buildAudienceRunner } from './build-audience.ts'
import { combineRunner } from './combine.ts'
import { deduplicationRunner } from './deduplication.ts'
import { enrichmentRunner } from './enrichment.ts'
import { incrementalQueryRunner } from './incremental-query.ts'
import { loadFileRunner } from './load-file.ts'
import { readListRunner } from './read-list.ts'
import { saveAudienceRunner } from './save-audience.ts'
import { andJoinRunner } from './and-join.ts'
import { approvalRunner } from './approval.ts'
import { endRunner } from './end.ts'
import { externalSignalRunner } from './external-signal.ts'
import { forkRunner } from './fork.ts'
import { jumpInRunner } from './jump-in.ts'
import { jumpOutRunner } from './jump-out.ts'
import { schedulerRunner } from './scheduler.ts'
import { startRunner } from './start.ts'
import { testRunner } from './test.ts'
import { waitRunner } from './wait.ts'
import { smsRunner } from './sms.ts'
import { smsRecurringRunner } from './sms-recurring.ts'
import { splitRunner } from './split.ts'
import { subscribeRunner } from './subscribe.ts'
import { unsubscribeRunner } from './unsubscribe.ts'
import { updateDataRunner } from './update-data.ts'

type Runners = { readonly [K in ActivityKind]: ActivityRunner<K> }

/** One runner a kind: the compiler names a kind without one. */
const runners: Runners = {
  'build-audience': buildAudienceRunner,
  'read-list': readListRunner,
  'load-file': loadFileRunner,
  'incremental-query': incrementalQueryRunner,
  combine: combineRunner,
  split: splitRunner,
  deduplication: deduplicationRunner,
  'save-audience': saveAudienceRunner,
  'update-data': updateDataRunner,
  enrichment: enrichmentRunner,
  start: startRunner,
  end: endRunner,
  scheduler: schedulerRunner,
  wait: waitRunner,
  fork: forkRunner,
  'and-join': andJoinRunner,
  test: testRunner,
  approval: approvalRunner,
  'jump-out': jumpOutRunner,
  'jump-in': jumpInRunner,
  'external-signal': externalSignalRunner,
  sms: smsRunner,
  'sms-recurring': smsRecurringRunner,
  subscribe: subscribeRunner,
  unsubscribe: unsubscribeRunner,
}

/**
 * Executes one activity.
 * @throws UserError of the kind, z.ZodError for settings that are not complete
 */
export async function executeActivity(kind: ActivityKind, step: Step): Promise<StepOutcome> {
  const settings = activityDefinitions[kind].settings.parse(step.activity.settings)
  try {
    return await findRunner(kind).execute(settings, step)
  } catch (error) {
    // Cut off in the middle: it begins anew when the run goes on.
    if (step.signal.aborted) return { kind: 'waiting' }
    throw error
  }
}

/** What is wrong with the settings of an activity; first what is not filled in, else what the workspace lacks. */
export function checkSettings(
  { kind, settings }: { readonly kind: ActivityKind; readonly settings: Readonly<Record<string, unknown>> },
  facts: CheckFacts,
  place: Place,
): SettingsProblem[] {
  const runner = findRunner(kind)
  const parsed = activityDefinitions[kind].settings.safeParse(settings)
  if (parsed.success) return runner.check(parsed.data, facts, place)
  return parsed.error.issues.map(issue => {
    const path = issue.path.join('.')
    const code = issue.code === 'too_big' ? undefined : runner.missing[path.replace(/\b\d+\b/g, '*')]
    return { code: code ?? 'settings-incomplete', path, data: { field: path } }
  })
}

/** The runner of a kind. The settings that it gets are always those of its own kind: both come from the same key. */
export function findRunner(kind: ActivityKind): ActivityRunner<ActivityKind> {
  return runners[kind]
}
