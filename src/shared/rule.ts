import { z } from 'zod'
import { UserError } from './errors.ts'
import type { Condition } from './rule/condition.ts'
import { ruleGroupSchema, type Rule, type RuleGroup } from './rule/rule-group.ts'
import { fieldRuleSchema, oldRuleSchema, upgradeRule, type OldRule } from './rule/upgrade-rule.ts'

export type * from './rule/condition.ts'
export type { Rule, RuleGroup } from './rule/rule-group.ts'

/** Reads rules of every version and gives the present one. */
export const ruleSchema: z.ZodType<Rule, Rule | OldRule> = z.discriminatedUnion('version', [
  z.object({ version: z.literal(3), root: ruleGroupSchema }),
  oldRuleSchema.transform(upgradeRule),
  fieldRuleSchema.transform(upgradeRule),
])

/**
 * A rule as it was stored, in whichever version.
 * @throws UserError `rule/unreadable`
 */
export function readRule(stored: unknown): Rule {
  const read = ruleSchema.safeParse(stored)
  if (!read.success) throw new UserError('rule/unreadable')
  return read.data
}

/** The rule that everyone matches. */
export const everyone: Rule = { version: 3, root: { type: 'group', match: 'all', items: [] } }

/** The rule that the people of a saved audience match, whichever kind it is. */
export function inAudience(audienceId: number): Rule {
  return joinAudiences('union', [audienceId])
}

/** What can be made of several audiences; an exclusion takes all others away from the first. */
export const setOperations = ['union', 'intersection', 'exclusion'] as const
export type SetOperation = (typeof setOperations)[number]

/** The rule that says what an operation on audiences gives. */
export function joinAudiences(operation: SetOperation, audienceIds: readonly number[]): Rule {
  const [first, ...others] = audienceIds.map(isIn)
  const items: RuleGroup['items'] = first ? [first] : []
  if (operation === 'exclusion') items.push({ type: 'group', match: 'none', items: others })
  else items.push(...others)
  return { version: 3, root: { type: 'group', match: operation === 'union' ? 'any' : 'all', items } }
}

function isIn(audienceId: number): Condition {
  return { type: 'audience', operator: 'is-in', audienceId }
}

/** The conditions of a group and of the groups in it, from top to bottom. */
export function conditionsOf(group: RuleGroup): Condition[] {
  return group.items.flatMap(item => (item.type === 'group' ? conditionsOf(item) : [item]))
}

/** Ids of the audiences that a rule names itself. */
export function audiencesOf(rule: Rule): number[] {
  const ids = conditionsOf(rule.root).map(item => (item.type === 'audience' ? item.audienceId : undefined))
  return [...new Set(ids.filter(id => id !== undefined))]
}
