import { z } from 'zod'
import { conditionSchema, type Condition } from './condition.ts'

/**
 * `all` = AND, `any` = OR, `none` = EXCEPT: nobody who matches one of the items. A group without items changes
 * nothing.
 */
export interface RuleGroup {
  type: 'group'
  match: 'all' | 'any' | 'none'
  items: (Condition | RuleGroup)[]
}

export const ruleGroupSchema: z.ZodType<RuleGroup, RuleGroup> = z.object({
  type: z.literal('group'),
  match: z.enum(['all', 'any', 'none']),
  items: z.array(z.union([conditionSchema, z.lazy(() => ruleGroupSchema)])).max(200),
})

/**
 * An audience rule: a tree of groups over conditions. SQL is compiled from it with parameters only; the document
 * carries its version.
 */
export interface Rule {
  version: 3
  root: RuleGroup
}
