import { ruleSchema, type Rule } from '../../../shared/rule.ts'

/** The rule with which a new audience begins, from the address that another screen led to. */
export function offeredRule(query: Readonly<Record<string, unknown>>): Rule | undefined {
  const offered = query['rule']
  if (typeof offered !== 'string') return undefined
  try {
    return ruleSchema.safeParse(JSON.parse(offered)).data
  } catch {
    return undefined
  }
}
