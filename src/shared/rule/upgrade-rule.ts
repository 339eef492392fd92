import { z } from 'zod'
import { fieldNameSchema, type FieldCondition } from './condition.ts'
import { ruleGroupSchema, type Rule, type RuleGroup } from './rule-group.ts'

/** What a rule of version 1 could hold: comparisons of fields alone. */
const oldCondition = z.object({
  type: z.literal('condition'),
  field: fieldNameSchema,
  operator: z.enum([
    'is',
    'is-not',
    'contains',
    'starts-with',
    'greater',
    'less',
    'is-empty',
    'is-not-empty',
  ]),
  value: z.union([z.string().max(1000), z.number()]).optional(),
})
type OldCondition = z.infer<typeof oldCondition>

interface OldGroup {
  type: 'group'
  match: RuleGroup['match']
  items: (OldCondition | OldGroup)[]
}

const oldGroup: z.ZodType<OldGroup, OldGroup> = z.object({
  type: z.literal('group'),
  match: z.enum(['all', 'any', 'none']),
  items: z.array(z.union([oldCondition, z.lazy(() => oldGroup)])).max(200),
})

/** A rule as it was stored before it could hold more than comparisons of fields. */
export const fieldRuleSchema = z.object({ version: z.literal(1), root: oldGroup })

/** A rule as it was stored before it knew tags, consent, links and lists of values: all that it says means the same. */
export const oldRuleSchema = z.object({ version: z.literal(2), root: ruleGroupSchema })
export type OldRule = z.infer<typeof fieldRuleSchema> | z.infer<typeof oldRuleSchema>

/** The same rule in the present form; who matches it does not change. */
export function upgradeRule(rule: OldRule): Rule {
  return { version: 3, root: rule.version === 1 ? upgradeGroup(rule.root) : rule.root }
}

function upgradeGroup({ match, items }: OldGroup): RuleGroup {
  return {
    type: 'group',
    match,
    items: items.map(item => (item.type === 'group' ? upgradeGroup(item) : upgradeCondition(item))),
  }
}

function upgradeCondition(condition: OldCondition): FieldCondition {
  return { ...condition, type: 'field' }
}
