import { markUsed } from '../audiences/mark-used.ts'
import { conditionOf } from '../audiences/people-source.ts'
import type { ActivityRunner } from './activity-runner.ts'
import { checkAudience, checkRule } from './check-rule.ts'
import { fillPopulation } from './fill-population.ts'

/** Freezes the people of a saved audience or of a rule. */
export const buildAudienceRunner: ActivityRunner<'build-audience'> = {
  missing: { audienceId: 'audience-not-chosen' },
  check(settings, facts) {
    if (settings.source === 'rule') return checkRule(settings.rule, facts)
    return checkAudience(settings.audienceId, facts)
  },
  async execute(settings, { context, signal }) {
    const source = settings.source === 'rule' ? { rule: settings.rule } : { audienceId: settings.audienceId }
    const where = conditionOf(context.workspace.sql, source)
    const result = await fillPopulation(context, where, signal)
    if (result === undefined) return { kind: 'waiting' }
    markUsed(context, source)
    return { kind: 'finished', outputs: { result } }
  },
}
