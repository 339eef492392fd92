import { UserError } from '../../../shared/errors.ts'
import { audiencesOf, type Rule } from '../../../shared/rule.ts'
import { compileRule } from '../audiences/compile-rule.ts'
import { markUsed } from '../audiences/mark-used.ts'
import { conditionOf } from '../audiences/people-source.ts'
import type { ActivityRunner, CheckFacts, SettingsProblem } from './activity-runner.ts'
import { fillPopulation } from './fill-population.ts'

/** Freezes the people of a saved audience or of a rule. */
export const buildAudienceRunner: ActivityRunner<'build-audience'> = {
  missing: { audienceId: 'audience-not-chosen' },
  check(settings, facts) {
    if (settings.source === 'rule') return checkRule(settings.rule, facts)
    const { audienceId } = settings
    if (!facts.audiences.has(audienceId)) return [{ code: 'audience-missing', path: 'audienceId' }]
    return warnOfExpired([audienceId], 'audienceId', facts)
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

function checkRule(rule: Rule, facts: CheckFacts): SettingsProblem[] {
  try {
    compileRule(rule, facts.ruleSetting)
    return warnOfExpired(audiencesOf(rule), 'rule', facts)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [{ code: error.code.replace('/', '-'), path: 'rule', data: error.data }]
  }
}

/** An expired audience still gives people, but perhaps no longer those that were meant. */
function warnOfExpired(
  ids: readonly number[],
  path: string,
  { expiredAudiences }: CheckFacts,
): SettingsProblem[] {
  return ids.flatMap(id => {
    const name = expiredAudiences.get(id)
    return name === undefined ? [] : [{ code: 'audience-expired', path, data: { name }, severity: 'warning' }]
  })
}
