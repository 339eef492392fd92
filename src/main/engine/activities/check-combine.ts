import type { CombineSettings } from '../../../shared/activities/combine.ts'
import { findPrimary } from '../../../shared/activities/primary.ts'
import { columnsAlong } from '../../../shared/workflow/columns.ts'
import { incomingOf } from '../../../shared/workflow/graph.ts'
import type { ValueSource } from '../../../shared/activities/value-source.ts'
import type { CheckFacts, Place, SettingsProblem } from './activity-runner.ts'
import { checkSources } from './check-sources.ts'

/** What is wrong with how sets are put together. */
export function checkCombine(settings: CombineSettings, facts: CheckFacts, place: Place): SettingsProblem[] {
  return [...checkSets(settings, place), ...checkKeys(settings, facts, place)]
}

function checkSets(
  { operation, primary }: CombineSettings,
  { document, activityId }: Place,
): SettingsProblem[] {
  const incoming = incomingOf(document, activityId)
  const path = 'primary'
  if (primary !== null && !findPrimary(primary, incoming)) return [{ code: 'primary-gone', path }]
  if (incoming.length === 1) return [{ code: 'combine-alone', path, severity: 'warning' }]
  const isOpen = operation === 'exclusion' && primary === null && incoming.length > 1
  return isOpen ? [{ code: 'primary-not-chosen', path }] : []
}

function checkKeys({ match, keys }: CombineSettings, facts: CheckFacts, place: Place): SettingsProblem[] {
  if (match !== 'values') return []
  if (keys.length === 0) return [{ code: 'keys-none', path: 'keys' }]
  const problems = checkSources(keys, { facts, place }, 'keys')
  return problems.length > 0 ? problems : checkCommon(keys, place)
}

/** Whoever comes without a column that is a key is the same as nobody of another set. */
function checkCommon(keys: readonly ValueSource[], { document, activityId }: Place): SettingsProblem[] {
  const sets = incomingOf(document, activityId).map(transition => columnsAlong(document, transition))
  const isMissing = ({ from, name }: ValueSource): boolean =>
    from === 'column' && sets.some(columns => columns.every(column => column.name !== name))
  return keys.filter(isMissing).map(({ name }) => {
    return { code: 'column-not-common', path: 'keys', data: { name }, severity: 'warning' as const }
  })
}
