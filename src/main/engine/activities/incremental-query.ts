import type { IncrementalQuerySettings } from '../../../shared/activities/incremental-query.ts'
import { markUsed } from '../audiences/mark-used.ts'
import { incrementCondition } from '../incremental/increment-condition.ts'
import { noteLeftOut } from '../incremental/left-out.ts'
import {
  ensureQuery,
  forgetStale,
  isBusyElsewhere,
  noteReturned,
  sweepQueries,
} from '../incremental/query-history.ts'
import type { ActivityRunner, CheckFacts, SettingsProblem, Step, StepOutcome } from './activity-runner.ts'
import { checkAudience, checkRule } from './check-rule.ts'
import { fillPopulation } from './fill-population.ts'

const dayMs = 86_400_000
/** How soon a run looks again that waits for another run of the same query. */
const nextLookMs = 1000

/**
 * Freezes those who are new since the last time. Whom it returned is noted before it ends and counts once it has ended,
 * so a run that is cut off finds the same people again.
 */
export const incrementalQueryRunner: ActivityRunner<'incremental-query'> = {
  missing: { audienceId: 'audience-not-chosen', 'by.field': 'date-field-not-chosen' },
  check(settings, facts) {
    const source =
      settings.source === 'rule' ? checkRule(settings.rule, facts) : checkAudience(settings.audienceId, facts)
    return [...source, ...checkDate(settings, facts)]
  },
  async execute(settings, step) {
    const { context, workflowId, activity, signal } = step
    const { sql } = context.workspace
    const place = { workflowId, activityId: activity.id }
    const queryId = ensureQuery(sql, place)
    if (isBusyElsewhere(sql, queryId, step.runId))
      return { kind: 'waiting', until: context.clock.now() + nextLookMs }
    await forgetStale(sql, queryId, oldestKept(settings, step))
    await sweepQueries(sql)
    const where = incrementCondition(sql, { settings, queryId })
    const populationId = await fillPopulation(context, where, signal)
    if (populationId === undefined) return { kind: 'waiting' }
    return conclude(settings, step, { queryId, populationId })
  },
  async takeBack(step, { outputs, aside }) {
    const { context, workflowId, activity, runId, signal } = step
    const { sql } = context.workspace
    const queryId = ensureQuery(sql, { workflowId, activityId: activity.id })
    await noteLeftOut(sql, { queryId, runId, activityId: activity.id, populationId: aside }, signal)
    return outputs['result'] === undefined ? outputs : whereAny(step, outputs['result'])
  },
}

function checkDate({ by }: IncrementalQuerySettings, { ruleSetting }: CheckFacts): SettingsProblem[] {
  if (by.mode !== 'since-last-time' || by.field.startsWith('@')) return []
  if (ruleSetting.fields.get(by.field) === 'date') return []
  return [{ code: 'date-field-gone', path: 'by.field', data: { field: by.field } }]
}

/** People who were returned before it count as never returned. */
function oldestKept({ by }: IncrementalQuerySettings, { startedAt }: Step): number {
  return by.mode === 'never-returned' && by.keepDays > 0 ? startedAt - by.keepDays * dayMs : 0
}

async function conclude(
  settings: IncrementalQuerySettings,
  step: Step,
  { queryId, populationId }: { readonly queryId: number; readonly populationId: number },
): Promise<StepOutcome> {
  const { context, runId, activity, startedAt, signal } = step
  const batch = { queryId, runId, activityId: activity.id, populationId, begunAt: startedAt }
  await noteReturned(context.workspace.sql, batch, signal)
  markUsed(
    context,
    settings.source === 'rule' ? { rule: settings.rule } : { audienceId: settings.audienceId },
  )
  return { kind: 'finished', outputs: whereAny(step, populationId) }
}

/** Without anybody new the branch ends here until the next firing (TR-14). */
function whereAny({ context }: Step, populationId: number): Readonly<Record<string, number>> {
  const count = context.workspace.sql
    .prepare('SELECT count FROM populations WHERE id = ?')
    .pluck()
    .get(populationId)
  return count === 0 ? {} : { result: populationId }
}
