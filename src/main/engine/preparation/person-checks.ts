import type { Database } from 'better-sqlite3'
import type { DeliveryRule } from '../../../shared/contract/delivery-rules.ts'
import type { WhoSettings } from '../../../shared/delivery/who-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import { compileRule } from '../audiences/compile-rule.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import type { Cause } from './judge-person.ts'

/**
 * Something that keeps a person from a delivery and that SQL can tell while it reads the person. A delivery that does
 * not ask for one has none, so it costs nothing.
 */
export interface PersonCheck {
  /** Null where nothing speaks against the person. */
  readonly part: SqlPart
  readonly causeOf: (value: string | number) => Cause
}

/**
 * The checks of a delivery, in the order in which their causes count.
 * @throws UserError `delivery/list-gone`, `delivery/rule-faulty` for a rule that cannot be read any more
 */
export function readChecks(sql: Database, who: WhoSettings, rules: readonly DeliveryRule[]): PersonCheck[] {
  const list = who.listId === undefined ? [] : [checkList(sql, who.listId)]
  return [checkBlock(who), ...list, ...checkRules(sql, rules)]
}

function checkBlock({ isService = false }: WhoSettings): PersonCheck {
  const part = isService ? "nullif(people.block, 'suspended')" : 'people.block'
  return {
    part: { sql: part, parameters: [] },
    causeOf: value => ({ cause: 'blocked', detail: String(value) }),
  }
}

function checkList(sql: Database, listId: number): PersonCheck {
  const name = sql
    .prepare('SELECT name FROM subscription_lists WHERE id = ? AND removed_at IS NULL')
    .pluck()
    .get(listId) as string | undefined
  if (name === undefined) throw new UserError('delivery/list-gone')
  return {
    part: {
      sql: `iif(EXISTS (SELECT 1 FROM subscriptions
        WHERE list_id = ? AND person_id = people.id AND subscriptions.state = 'subscribed'), NULL, 1)`,
      parameters: [listId],
    },
    causeOf: () => ({ cause: 'not-on-list', detail: name }),
  }
}

function checkRules(sql: Database, rules: readonly DeliveryRule[]): PersonCheck[] {
  if (rules.length === 0) return []
  const setting = readRuleSetting(sql)
  return rules.map(({ name, rule }) => {
    try {
      const { sql: condition, parameters } = compileRule(rule, setting)
      return {
        part: { sql: `iif(${condition}, 1, NULL)`, parameters },
        causeOf: () => ({ cause: 'custom-filter', detail: name }),
      }
    } catch (error) {
      if (error instanceof UserError) throw new UserError('delivery/rule-faulty', { name })
      throw error
    }
  })
}
