import { UserError } from '../../../shared/errors.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import {
  conditionsOf,
  type AudienceCondition,
  type Condition,
  type Rule,
  type RuleGroup,
} from '../../../shared/rule.ts'
import { compileCondition } from './compile-condition.ts'
import type { NamedAudience, RuleSetting } from './rule-setting.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

const deepestGroup = 20
const mostConditions = 2000

/** How far the compilation has come: which audiences it is inside of, and how much it may still write. */
interface Progress {
  readonly setting: RuleSetting
  readonly inside: readonly number[]
  readonly budget: { conditions: number }
  readonly depth: number
}

/**
 * Turns a rule into a condition on the table `people`, which is always true or false, never null. A group without a
 * condition changes nothing, and a rule without one means everyone, however they would be joined.
 * @throws UserError `rule/unknown-field`, `rule/incomplete`, `rule/too-large`, `rule/audience-gone`,
 *   `rule/audience-circle`
 */
export function compileRule(rule: Rule, setting: RuleSetting): SqlPart {
  return compileItem(rule.root, setting)
}

/** A group or a single condition, as `compileRule`. */
export function compileItem(item: Condition | RuleGroup, setting: RuleSetting): SqlPart {
  return compileAny(item, { setting, inside: [], budget: { conditions: mostConditions }, depth: 0 })
}

function compileAny(item: Condition | RuleGroup, progress: Progress): SqlPart {
  if (item.type === 'group') return compileGroup(item, { ...progress, depth: progress.depth + 1 })
  progress.budget.conditions -= 1
  if (progress.budget.conditions < 0) throw new UserError('rule/too-large')
  return compileCondition(item, progress.setting, audience => compileAudience(audience, progress))
}

function compileGroup(group: RuleGroup, progress: Progress): SqlPart {
  if (progress.depth > deepestGroup) throw new UserError('rule/too-large')
  const parts = cheapestFirst(group.items.filter(isFilled)).map(item => compileAny(item, progress))
  if (parts.length === 0) return { sql: '1', parameters: [] }
  if (group.match === 'all') return joinParts(parts, 'AND')
  const any = joinParts(parts, 'OR')
  return group.match === 'any' ? any : { sql: `NOT (${any.sql})`, parameters: any.parameters }
}

function isFilled(item: Condition | RuleGroup): boolean {
  return item.type !== 'group' || conditionsOf(item).length > 0
}

/** The people of a list are looked up; a live audience is its rule, compiled where it is named. */
function compileAudience({ audienceId = 0, operator }: AudienceCondition, progress: Progress): SqlPart {
  const audience = progress.setting.findAudience(audienceId)
  if (!audience) throw new UserError('rule/audience-gone')
  const found =
    audience.memberSet === null ? compileLive(audienceId, audience, progress) : isMember(audience.memberSet)
  return operator === 'is-in' ? found : { sql: `NOT (${found.sql})`, parameters: found.parameters }
}

function compileLive(id: number, { name, rule }: NamedAudience, progress: Progress): SqlPart {
  if (progress.inside.includes(id)) throw new UserError('rule/audience-circle', { name })
  const setting = progress.setting.carried?.without ?? progress.setting
  return compileAny(rule.root, { ...progress, setting, inside: [...progress.inside, id] })
}

/** The condition that a person belongs to a set of frozen members. */
export function isMember(memberSet: number): SqlPart {
  return {
    // With IN, SQLite would gather the whole list anew for each stretch of people that is looked at.
    sql: 'EXISTS (SELECT 1 FROM audience_members WHERE member_set = ? AND person_id = people.id)',
    parameters: [memberSet],
  }
}

/** SQLite stops at the first condition that decides, so what costs least stands first. */
function cheapestFirst(items: RuleGroup['items']): RuleGroup['items'] {
  return items.toSorted((left, right) => costOf(left) - costOf(right))
}

/** A built-in field costs a fraction of a custom one, and both a fraction of a look into another table. */
function costOf(item: Condition | RuleGroup): number {
  if (item.type === 'group') return conditionsOf(item).reduce((sum, inner) => sum + costOf(inner), 0)
  if (item.type === 'field') return isBuiltInField(item.field) ? 1 : 10
  return item.type === 'number' || item.type === 'import' ? 1 : 40
}
