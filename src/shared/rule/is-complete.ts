import type {
  Condition,
  DeliveryCondition,
  FieldCondition,
  FieldOperator,
  ReplyCondition,
} from './condition.ts'

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
  }
}

function hasValue({ value }: FieldCondition): boolean {
  if (Array.isArray(value)) return value.length > 0
  return value !== undefined && value !== ''
}

function hasDays({ period, days }: DeliveryCondition | ReplyCondition): boolean {
  return period === 'ever' || period === 'never' || days !== undefined
}
