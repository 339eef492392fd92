import type { Database } from 'better-sqlite3'
import type { Explanation } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import { conditionsOf, type Condition, type Rule, type RuleGroup } from '../../../shared/rule.ts'
import { isComplete } from '../../../shared/rule/is-complete.ts'
import { compileItem } from './compile-rule.ts'
import type { RuleSetting } from './rule-setting.ts'

/** SQLite answers some 2,000 columns at most. */
const columnsAtOnce = 500

/**
 * Says for one person which lines of a rule hold. A line that is not finished, or a group without a line, is neither
 * in nor out, and what is around it goes by the others. A rule of nothing else holds for everyone.
 * @throws UserError `person/not-found`, and those of `compileRule`
 */
export function explainRule(
  sql: Database,
  { personId, rule }: { readonly personId: number; readonly rule: Rule },
  setting: RuleSetting,
): Explanation {
  const conditions = conditionsOf(rule.root).filter(isComplete)
  const truths = new Map<Condition, boolean>()
  if (!sql.prepare('SELECT 1 FROM people WHERE id = ?').get(personId)) throw new UserError('person/not-found')
  for (let start = 0; start < conditions.length; start += columnsAtOnce) {
    const some = conditions.slice(start, start + columnsAtOnce)
    const parts = some.map(condition => compileItem(condition, setting))
    const holds = sql
      .prepare(`SELECT ${parts.map(part => part.sql).join(', ')} FROM people WHERE people.id = ?`)
      .raw()
      .get(...parts.flatMap(part => part.parameters), personId) as number[]
    some.forEach((condition, index) => truths.set(condition, holds[index] === 1))
  }
  const explained = explainItem(rule.root, truths)
  return { ...explained, holds: explained.holds ?? true }
}

function explainItem(item: Condition | RuleGroup, truths: ReadonlyMap<Condition, boolean>): Explanation {
  if (item.type !== 'group') return { holds: truths.get(item) ?? null }
  const items = item.items.map(inner => explainItem(inner, truths))
  const known = items.map(({ holds }) => holds).filter(holds => holds !== null)
  return { holds: known.length === 0 ? null : join(item.match, known), items }
}

function join(match: RuleGroup['match'], known: readonly boolean[]): boolean {
  if (match === 'all') return known.every(Boolean)
  return match === 'any' ? known.some(Boolean) : !known.some(Boolean)
}
