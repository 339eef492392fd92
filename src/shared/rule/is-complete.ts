import type { Condition, FieldCondition, FieldOperator, Period, SubscriptionCondition } from './condition.ts'

const bareOperators: ReadonlySet<FieldOperator> = new Set(['is-empty', 'is-not-empty', 'anniversary-today'])

/** Whether an operator compares with a value. */
export function needsValue(operator: FieldOperator): boolean {
  return !bareOperators.has(operator)
}

/** Whether a condition can be evaluated: nothing that it needs is missing. */
export function isComplete(condition: Condition): boolean {
  switch (condition.type) {
    case 'field':
      return !needsValue(condition.operator) || hasValue(condition)
    case 'number':
      return true
    case 'audience':
      return condition.audienceId !== undefined
    case 'import':
      return condition.importId !== undefined
    case 'delivery':
      return hasDays(condition)
    case 'reply':
      return hasDays(condition) && condition.text !== ''
    case 'click':
      return hasDays(condition) && condition.url !== ''
    case 'tag':
      return condition.tagIds.length > 0
    case 'subscription':
      return hasSince(condition)
    case 'suppressed':
    case 'blocked':
      return true
  }
}

function hasValue({ value }: FieldCondition): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== ''
}

function hasDays({ period, days }: { period: Period; days?: number | undefined }): boolean {
  return period === 'ever' || period === 'never' || days !== undefined
}

/** Nobody joined "never" at a time, so there its time does not count. */
function hasSince({ status, since, days, day }: SubscriptionCondition): boolean {
  if (status === 'none' || since === 'any') return true
  if (since === 'after' || since === 'before') return /^\d{4}-\d{2}-\d{2}$/.test(day ?? '')
  return days !== undefined
}
