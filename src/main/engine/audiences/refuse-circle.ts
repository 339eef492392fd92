import { UserError } from '../../../shared/errors.ts'
import { audiencesOf, type Rule } from '../../../shared/rule.ts'
import type { RuleSetting } from './rule-setting.ts'

/**
 * Makes sure that the rule of an audience does not lead back to that audience, neither by itself nor through others.
 * @throws UserError `rule/audience-circle` with the name of the audience by which it does
 */
export function refuseCircle(ownId: number, rule: Rule, { findAudience }: RuleSetting): void {
  const seen = new Set<number>()
  const waiting = audiencesOf(rule)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const audience = findAudience(id)
    if (seen.has(id) || !audience) continue
    seen.add(id)
    const next = audiencesOf(audience.rule)
    if (id === ownId || next.includes(ownId)) {
      throw new UserError('rule/audience-circle', { name: audience.name })
    }
    waiting.push(...next)
  }
}
