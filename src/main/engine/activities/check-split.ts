import type { SplitSettings, Subset } from '../../../shared/activities/split.ts'
import { conditionsOf } from '../../../shared/rule.ts'
import { columnsBefore } from '../../../shared/workflow/columns.ts'
import { withColumns } from '../audiences/with-columns.ts'
import type { CheckFacts, Place, SettingsProblem } from './activity-runner.ts'
import { checkRule } from './check-rule.ts'
import { checkSources } from './check-sources.ts'

/** What is wrong with the subsets of a split. */
export function checkSplit(settings: SplitSettings, facts: CheckFacts, place: Place): SettingsProblem[] {
  const { subsets, overlap } = settings
  const seen = {
    ...facts,
    ruleSetting: withColumns(facts.ruleSetting, columnsBefore(place.document, place.activityId)),
  }
  const own = subsets.flatMap((subset, index) =>
    checkSubset(subset, `subsets.${index}`, { facts: seen, place }),
  )
  return overlap ? own : [...own, ...checkTotal(subsets), ...checkOrder(subsets)]
}

function checkSubset(
  { rule, size, order }: Subset,
  path: string,
  { facts, place }: { readonly facts: CheckFacts; readonly place: Place },
): SettingsProblem[] {
  const isSorted = size.kind !== 'all' && order.by === 'value'
  return [
    ...checkRule(rule, facts, `${path}.rule`),
    ...(isSorted ? checkSources([order.value], { facts, place }, `${path}.order.value`) : []),
  ]
}

/** Percentages are of everyone who comes in, so together they cannot be more than all of them. */
function checkTotal(subsets: readonly Subset[]): SettingsProblem[] {
  const total = subsets.reduce((sum, { size }) => sum + (size.kind === 'percent' ? size.percent : 0), 0)
  const percent = Number(total.toFixed(2))
  return percent > 100 ? [{ code: 'split-above-hundred', path: 'subsets', data: { percent } }] : []
}

/** Behind a subset that takes everyone there is nobody left. */
function checkOrder(subsets: readonly Subset[]): SettingsProblem[] {
  const last = subsets.findIndex(
    ({ rule, size }) => size.kind === 'all' && conditionsOf(rule.root).length === 0,
  )
  if (last === -1 || last === subsets.length - 1) return []
  const data = { number: last + 1 }
  return [{ code: 'split-nobody-left', path: `subsets.${last}.rule`, severity: 'warning', data }]
}
