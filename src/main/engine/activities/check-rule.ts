import { UserError } from '../../../shared/errors.ts'
import { audiencesOf, type Rule } from '../../../shared/rule.ts'
import { compileRule } from '../audiences/compile-rule.ts'
import type { CheckFacts, SettingsProblem } from './activity-runner.ts'

/** What is wrong with a rule in this workspace; `path` is the setting that holds it. */
export function checkRule(rule: Rule, facts: CheckFacts, path = 'rule'): SettingsProblem[] {
  try {
    compileRule(rule, facts.ruleSetting)
    return warnOfExpired(audiencesOf(rule), path, facts)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [{ code: error.code.replace('/', '-'), path, data: error.data }]
  }
}

/** What is wrong with a saved audience that is named by its id. */
export function checkAudience(id: number, facts: CheckFacts, path = 'audienceId'): SettingsProblem[] {
  if (!facts.audiences.has(id)) return [{ code: 'audience-missing', path }]
  return warnOfExpired([id], path, facts)
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
