import {
  conditionsOf,
  type Condition,
  type FieldCondition,
  type FieldOperator,
  type Rule,
  type RuleGroup,
} from '../../../shared/rule.ts'
import { isComplete } from '../../../shared/rule/is-complete.ts'
import { valueKindOf } from './operators-of.ts'

/** One line of a group. */
export type RuleItem = Condition | RuleGroup
type Value = FieldCondition['value']

/** A comparison of a field; without a value where there is none yet. */
export function makeCondition(field: string, operator: FieldOperator, value?: Value): FieldCondition {
  const bare: FieldCondition = { type: 'field', field, operator }
  return value === undefined || valueKindOf(operator) === 'none' ? bare : { ...bare, value }
}

/** The same comparison with another operator; the value stays as far as it still means something. */
export function withOperator(condition: FieldCondition, operator: FieldOperator): FieldCondition {
  const [before, after] = [valueKindOf(condition.operator), valueKindOf(operator)]
  const { field, value } = condition
  if (before === after) return makeCondition(field, operator, value)
  if (before === 'one' && after === 'many' && value !== undefined && value !== '') {
    return makeCondition(field, operator, [String(value)])
  }
  if (before === 'many' && after === 'one') {
    return makeCondition(field, operator, Array.isArray(value) ? value[0] : undefined)
  }
  return makeCondition(field, operator)
}

/** A line that asks about something other than a field, as it is when it is new. */
export function newCondition(type: Exclude<Condition['type'], 'field'>): Condition {
  switch (type) {
    case 'number':
      return { type, operator: 'is-usable' }
    case 'audience':
      return { type, operator: 'is-in' }
    case 'import':
      return { type, operator: 'is' }
    case 'delivery':
      return { type, event: 'sent', period: 'ever', times: 1 }
    case 'reply':
    case 'click':
      return { type, period: 'ever' }
    case 'tag':
      return { type, operator: 'has-any', tagIds: [] }
    case 'subscription':
      return { type, operator: 'is', status: 'subscribed', since: 'any' }
    case 'suppressed':
    case 'blocked':
      return { type, operator: 'is' }
  }
}

/** How many conditions of a rule are not finished; a rule with any of them should not be saved or used. */
export function countUnfinished(rule: Rule): number {
  return conditionsOf(rule.root).filter(condition => !isComplete(condition)).length
}

/** The rule without its unfinished conditions, and without groups that this leaves empty. */
export function finishedPart(rule: Rule): Rule {
  return { ...rule, root: prune(rule.root) }
}

/** The form of a rule without what it says: two rules of one form have the same lines in the same places. */
export function shapeOf(group: RuleGroup): string {
  return `(${group.items.map(item => (item.type === 'group' ? shapeOf(item) : '.')).join('')})`
}

/** A group with one line replaced; null removes it. */
export function withItem(group: RuleGroup, index: number, item: RuleItem | null): RuleGroup {
  return { ...group, items: group.items.toSpliced(index, 1, ...(item ? [item] : [])) }
}

/** A group with one more line at its end. */
export function withAdded(group: RuleGroup, item: RuleItem): RuleGroup {
  return { ...group, items: [...group.items, item] }
}

function prune(group: RuleGroup): RuleGroup {
  const items = group.items.flatMap((item): RuleItem[] => {
    if (item.type !== 'group') return isComplete(item) ? [item] : []
    const pruned = prune(item)
    return pruned.items.length > 0 ? [pruned] : []
  })
  return { ...group, items }
}
