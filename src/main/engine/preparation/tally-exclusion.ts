import type { Database } from 'better-sqlite3'
import type { Preparation } from '../../../shared/contract/deliveries.ts'
import { listRules, rulesFor } from '../delivery-rules/read-rules.ts'
import { capReached, type Cause } from './judge-person.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import type { Tally } from './tally.ts'

/** Counts one person by the first of their causes, and by the rule or the cap where that is one. */
export function tallyExclusion(tally: Tally, { cause, detail }: Cause): void {
  tally.excluded[cause] = (tally.excluded[cause] ?? 0) + 1
  if (cause !== 'custom-filter' && cause !== 'frequency-cap') return
  const key = keyOf({ cause, detail })
  tally.byRule[key] = (tally.byRule[key] ?? 0) + 1
}

/** What each rule and each cap came to (TY-09); undefined where there is neither. */
export function concludeRules(
  sql: Database,
  { deliveryId, caps }: Pick<PreparationPlan, 'deliveryId' | 'caps'>,
  { byRule }: Pick<Tally, 'byRule'>,
): Preparation['applied'] {
  const all = listRules(sql)
  if (all.length === 0 && caps.length === 0) return undefined
  const applied = new Set(rulesFor(sql, deliveryId).map(({ id }) => id))
  const rules = all.map(({ id, name, isOn }) => {
    const people = byRule[keyOf({ cause: 'custom-filter', detail: name })] ?? 0
    return { name, use: applied.has(id) ? 'applied' : isOn ? 'elsewhere' : 'off', people } as const
  })
  return { rules, caps: caps.map(cap => ({ ...cap, people: byRule[keyOf(capReached(cap))] ?? 0 })) }
}

function keyOf({ cause, detail }: Cause): string {
  return `${cause} ${detail}`
}
