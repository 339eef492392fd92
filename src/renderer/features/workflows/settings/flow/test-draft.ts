import {
  flowConditionSchema,
  type ConditionSubject,
  type FlowCondition,
} from '../../../../../shared/workflow/flow-condition.ts'
import { choiceOf, recordOf, textOf } from '../read-settings.ts'

/** A condition while it is edited: its value may be missing or wrong. */
export interface DraftCondition {
  readonly subject: ConditionSubject
  readonly name?: string
  readonly operator: string
  readonly value: unknown
}

/** A branch of a Test while it is edited. */
export interface DraftBranch {
  readonly id: string
  readonly label: string
  readonly match: 'all' | 'any'
  readonly conditions: readonly DraftCondition[]
}

export const subjects = ['people', 'variable', 'weekday', 'date', 'time', 'day-of-month'] as const

/** The ways in which each subject can be compared, the usual one first. */
export const operators = {
  people: ['at-least', 'at-most', 'more', 'less', 'is', 'is-not'],
  variable: ['is', 'is-not', 'more', 'less', 'at-least', 'at-most', 'contains', 'is-empty', 'is-not-empty'],
  weekday: ['is-one-of', 'is-none-of'],
  date: ['is', 'before', 'from'],
  time: ['from', 'before'],
  'day-of-month': ['is', 'is-not', 'at-least', 'at-most', 'more', 'less'],
} as const satisfies { readonly [S in ConditionSubject]: readonly OperatorOf<S>[] }

type OperatorOf<S extends ConditionSubject> = Extract<FlowCondition, { subject: S }>['operator']

const values = {
  people: 1,
  variable: '',
  weekday: [1, 2, 3, 4, 5],
  date: '',
  time: '12:00',
  'day-of-month': 1,
} as const satisfies Record<ConditionSubject, unknown>

/** A condition on a subject as it begins. */
export function freshCondition(subject: ConditionSubject): DraftCondition {
  const begun = { subject, operator: operators[subject][0], value: values[subject] }
  return subject === 'variable' ? { ...begun, name: '' } : begun
}

/** The branches in a setting, whatever they lack. */
export function readBranches(stored: unknown): readonly DraftBranch[] {
  return (Array.isArray(stored) ? stored : []).map((each, index) => {
    const { id, label, match, conditions } = recordOf(each)
    return {
      id: textOf(id, `branch-${index + 1}`),
      label: textOf(label),
      match: choiceOf(match, ['all', 'any']),
      conditions: (Array.isArray(conditions) ? conditions : []).map(readCondition),
    }
  })
}

/** Whether a condition says all that it has to. */
export function isFinished(condition: DraftCondition): boolean {
  return flowConditionSchema.safeParse(condition).success
}

function readCondition(stored: unknown): DraftCondition {
  const { subject, operator, value, name } = recordOf(stored)
  const known = choiceOf(subject, subjects)
  const chosen = operators[known].find(each => each === operator) ?? operators[known][0]
  const read = { subject: known, operator: chosen, value }
  return known === 'variable' ? { ...read, name: textOf(name) } : read
}
