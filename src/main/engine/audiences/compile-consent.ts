import { addDays, dayOf, startOfDay } from '../../../shared/calendar-day.ts'
import { UserError } from '../../../shared/errors.ts'
import type {
  BlockedCondition,
  SubscriptionCondition,
  SuppressedCondition,
  TagCondition,
} from '../../../shared/rule/consent-condition.ts'
import { tagCondition } from '../people/tag-condition.ts'
import type { RuleSetting } from './rule-setting.ts'
import { joinParts, type SqlPart } from './sql-part.ts'

/** Which tags a person has. @throws UserError `rule/tag-gone` */
export function compileTag({ operator, tagIds }: TagCondition, setting: RuleSetting): SqlPart {
  if (!tagIds.every(id => setting.hasTag(id))) throw new UserError('rule/tag-gone')
  const found = joinParts(tagIds.map(tagCondition), operator === 'has-all' ? 'AND' : 'OR')
  return operator === 'has-none' ? negate(found) : found
}

/** Where a person stands with a list, or with any that there is. @throws UserError `rule/list-gone` */
export function compileSubscription(condition: SubscriptionCondition, setting: RuleSetting): SqlPart {
  const { listId, operator, status } = condition
  if (listId !== undefined && !setting.hasList(listId)) throw new UserError('rule/list-gone')
  const list: SqlPart =
    listId === undefined
      ? { sql: 'list_id IN (SELECT id FROM subscription_lists WHERE removed_at IS NULL)', parameters: [] }
      : { sql: 'list_id = ?', parameters: [listId] }
  const own: SqlPart = { sql: 'subscriptions.person_id = people.id', parameters: [] }
  const { sql, parameters } = joinParts([list, own, ...statusOf(condition, setting)], 'AND')
  const found = { sql: `EXISTS (SELECT 1 FROM subscriptions WHERE ${sql})`, parameters }
  return (operator === 'is-not') === (status === 'none') ? found : negate(found)
}

/** Whether nothing may be sent to a person's number. */
export function compileSuppressed({ operator, cause }: SuppressedCondition): SqlPart {
  const found: SqlPart = {
    sql: `EXISTS (SELECT 1 FROM suppressions WHERE suppressions.phone = people.phone
      ${cause === undefined ? '' : 'AND suppressions.cause = ?'})`,
    parameters: cause === undefined ? [] : [cause],
  }
  return operator === 'is' ? found : negate(found)
}

/** Whether a person gets no messages, or no advertising. */
export function compileBlocked({ operator, block }: BlockedCondition): SqlPart {
  const found: SqlPart =
    block === undefined
      ? { sql: 'people.block IS NOT NULL', parameters: [] }
      : { sql: 'people.block IS ?', parameters: [block] }
  return operator === 'is' ? found : negate(found)
}

/** Who never joined has no row, or one that says so: that is asked the other way round. */
function statusOf(condition: SubscriptionCondition, setting: RuleSetting): SqlPart[] {
  const { status } = condition
  if (status === 'none') return [{ sql: "subscriptions.state <> 'none'", parameters: [] }]
  if (status === 'ever-subscribed') {
    const joined: SqlPart = { sql: 'subscriptions.subscribed_at IS NOT NULL', parameters: [] }
    return [joined, ...sinceOf('subscriptions.subscribed_at', condition, setting)]
  }
  const state: SqlPart = { sql: 'subscriptions.state = ?', parameters: [status] }
  return [state, ...sinceOf('subscriptions.since', condition, setting)]
}

function sinceOf(
  at: string,
  { since, days = 0, day = '' }: SubscriptionCondition,
  setting: RuleSetting,
): SqlPart[] {
  if (since === 'any') return []
  const moment = setting.readMoment()
  const start = (of: string): number => startOfDay(of, moment.timeZone)
  const past = addDays(dayOf(moment), -days)
  const bounds = {
    'in-last-days': () => ({ sql: `${at} >= ?`, parameters: [start(past)] }),
    'more-than-days-ago': () => ({ sql: `${at} < ?`, parameters: [start(past)] }),
    after: () => ({ sql: `${at} >= ?`, parameters: [start(addDays(day, 1))] }),
    before: () => ({ sql: `${at} < ?`, parameters: [start(day)] }),
  } as const
  return [bounds[since]()]
}

function negate({ sql, parameters }: SqlPart): SqlPart {
  return { sql: `NOT (${sql})`, parameters }
}
