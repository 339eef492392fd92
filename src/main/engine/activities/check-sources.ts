import type { ValueSource } from '../../../shared/activities/value-source.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import { columnsBefore } from '../../../shared/workflow/columns.ts'
import type { CheckFacts, Place, SettingsProblem } from './activity-runner.ts'

/** What is wrong with fields and columns that settings name; `path` is the setting that holds them. */
export function checkSources(
  sources: readonly ValueSource[],
  { facts, place }: { readonly facts: CheckFacts; readonly place: Place },
  path: string,
): SettingsProblem[] {
  const columns = new Set(columnsBefore(place.document, place.activityId).map(({ name }) => name))
  const isKnown = ({ from, name }: ValueSource): boolean =>
    from === 'column' ? columns.has(name) : isBuiltInField(name) || facts.ruleSetting.fields.has(name)
  return sources
    .filter(source => !isKnown(source))
    .map(({ from, name }) => ({ code: `${from}-gone`, path, data: { name } }))
}
