import { addDays, dayOf, type Moment } from '../calendar-day.ts'
import { instantOf } from '../schedule/instant-of.ts'
import { weekdayOf } from '../schedule/week-window.ts'
import type { Comparison, FlowCondition } from './flow-condition.ts'

type Value = string | number | boolean

/** What conditions are compared with. */
export interface FlowFacts {
  /** How many people come in. */
  readonly people: number
  readonly variables: Readonly<Record<string, Value>>
  readonly moment: Moment
}

/** Whether a condition holds. A variable that does not exist is empty: nothing can be said of it but that. */
export function isMet(condition: FlowCondition, facts: FlowFacts): boolean {
  const { moment } = facts
  const today = dayOf(moment)
  switch (condition.subject) {
    case 'people':
      return compare(facts.people - condition.value, condition.operator)
    case 'variable':
      return isVariableMet(condition, facts.variables[condition.name])
    case 'weekday':
      return condition.value.includes(weekdayOf(today)) === (condition.operator === 'is-one-of')
    case 'date':
      if (condition.operator === 'is') return today === condition.value
      return today < condition.value === (condition.operator === 'before')
    case 'time': {
      const isBefore = moment.now < instantOf(today, condition.value, moment.timeZone)
      return isBefore === (condition.operator === 'before')
    }
    case 'day-of-month': {
      const day = condition.value === 'last' ? lastDayOf(today) : condition.value
      return compare(Number(today.slice(8)) - day, condition.operator)
    }
  }
}

function isVariableMet(
  { operator, value: wanted }: Extract<FlowCondition, { subject: 'variable' }>,
  value: Value | undefined,
): boolean {
  const isEmpty = value === undefined || value === ''
  if (operator === 'is-empty' || operator === 'is-not-empty') return isEmpty === (operator === 'is-empty')
  if (isEmpty) return operator === 'is-not' && wanted !== ''
  if (operator === 'contains') return fold(value).includes(fold(wanted))
  return compare(order(value, wanted), operator)
}

/** Below zero where the first is less; numbers are compared as such, also where they came as text. */
function order(value: Value, wanted: Value): number {
  const [one, other] = [numberOf(value), numberOf(wanted)]
  if (one !== undefined && other !== undefined) return one - other
  return fold(value) < fold(wanted) ? -1 : Number(fold(value) > fold(wanted))
}

function numberOf(value: Value): number | undefined {
  if (typeof value === 'boolean') return undefined
  const number = typeof value === 'number' ? value : value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) ? number : undefined
}

function fold(value: Value): string {
  return String(value).trim().toLowerCase()
}

function compare(difference: number, operator: Comparison): boolean {
  switch (operator) {
    case 'is':
      return difference === 0
    case 'is-not':
      return difference !== 0
    case 'more':
      return difference > 0
    case 'less':
      return difference < 0
    case 'at-least':
      return difference >= 0
    case 'at-most':
      return difference <= 0
  }
}

function lastDayOf(day: string): number {
  const next = addDays(`${day.slice(0, 8)}28`, 4)
  return Number(addDays(`${next.slice(0, 8)}01`, -1).slice(8))
}
