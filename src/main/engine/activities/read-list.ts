import type { ReadListSettings } from '../../../shared/activities/read-list.ts'
import { UserError } from '../../../shared/errors.ts'
import { variablesBefore } from '../../../shared/workflow/variables-before.ts'
import { findAudienceByName } from '../audiences/find-audience-by-name.ts'
import { markUsed } from '../audiences/mark-used.ts'
import { conditionOf } from '../audiences/people-source.ts'
import { joinParts } from '../audiences/sql-part.ts'
import type { ActivityRunner, Place, SettingsProblem, Step } from './activity-runner.ts'
import { checkAudience, checkRule } from './check-rule.ts'
import { fillPopulation } from './fill-population.ts'

/** Freezes the people of a saved audience who match the filter, as they are at that moment. */
export const readListRunner: ActivityRunner<'read-list'> = {
  missing: { audienceId: 'list-not-chosen', variable: 'variable-not-chosen' },
  check(settings, facts, place) {
    const list =
      settings.source === 'audience'
        ? checkAudience(settings.audienceId, facts)
        : checkVariable(settings.variable, place)
    return [...list, ...checkRule(settings.filter, facts, 'filter')]
  },
  async execute(settings, step) {
    const { context, signal } = step
    const { sql } = context.workspace
    const list = { audienceId: listOf(settings, step) }
    const conditions = [conditionOf(sql, list), conditionOf(sql, { rule: settings.filter })]
    const result = await fillPopulation(context, joinParts(conditions, 'AND'), signal)
    if (result === undefined) return { kind: 'waiting' }
    for (const source of [list, { rule: settings.filter }]) markUsed(context, source)
    return { kind: 'finished', outputs: { result } }
  },
}

/** Activities before it can set variables of any name, so that it is not declared is no error. */
function checkVariable(name: string, { document, activityId }: Place): SettingsProblem[] {
  if (variablesBefore(document, activityId).some(variable => variable.name === name)) return []
  return [{ code: 'variable-not-declared', path: 'variable', data: { name }, severity: 'warning' }]
}

/** @throws UserError `audience/none-named` where the variable names no audience */
function listOf(settings: ReadListSettings, { context, variables }: Step): number {
  if (settings.source === 'audience') return settings.audienceId
  const name = String(variables[settings.variable] ?? '').trim()
  const audience = name === '' ? undefined : findAudienceByName(context.workspace.sql, name)
  if (!audience) throw new UserError('audience/none-named', { variable: settings.variable, name })
  return audience.id
}
