import { externalSignal } from '../activities/external-signal.ts'
import type { WorkflowDocument } from '../workflow-document.ts'
import { definitionOf, idsBefore } from './graph.ts'
import { settingsOf } from './workflow-settings.ts'

/** A variable that an activity can count on, with what it holds where that is known. */
export interface KnownVariable {
  readonly name: string
  readonly type: 'text' | 'number' | 'boolean'
  /** What a run begins with, in writing; absent where that is only known in the run. */
  readonly value?: string
}

const types = { string: 'text', number: 'number', boolean: 'boolean' } as const

/** Variables that are there when an activity is executed: those of the workflow, and what activities before it bring. */
export function variablesBefore(document: WorkflowDocument, activityId: string): readonly KnownVariable[] {
  const own = settingsOf(document).variables.map(({ name, value }): KnownVariable => {
    return { name, type: types[typeof value as keyof typeof types], value: String(value) }
  })
  const before = idsBefore(document, activityId)
  const brought = document.activities
    .filter(({ id, kind }) => kind === externalSignal.kind && before.has(id))
    .flatMap(({ settings }) => externalSignal.settings.safeParse(settings).data?.parameters ?? [])
  const counted = document.activities
    .filter(({ id }) => before.has(id))
    .flatMap(({ kind }) => definitionOf(kind)?.counts ?? [])
  const all = [
    ...own,
    ...brought.map(({ name, type }): KnownVariable => ({ name, type })),
    ...counted.map((name): KnownVariable => ({ name, type: 'number' })),
  ]
  return all.filter(({ name }, index) => all.findIndex(other => other.name === name) === index)
}
