import type { ColumnType } from '../column.ts'
import type { KnownVariable } from '../workflow/variables-before.ts'

/** What variables of a run are told from fields of people by: `{{ run.city }}`. */
const space = 'run'
const RUN_FIELD = /\brun\.([a-z][a-z0-9_]*)/g

/** What texts call a variable of the run that they are sent in. */
export function runField(variable: string): string {
  return `${space}.${variable}`
}

/** The field that a path in a template means: `run.city`, or the first word of it. */
export function fieldOfPath([root, property]: readonly unknown[]): string {
  return root === space && typeof property === 'string' ? runField(property) : String(root)
}

/** Every variable of a run that these texts may mean, as texts call it. */
export function runFieldsIn(texts: string): string[] {
  return [...new Set(Array.from(texts.matchAll(RUN_FIELD), ([whole]) => whole))]
}

/** The values of fields as Liquid takes them: those of the run lie below it. */
export function scopeOf(entries: readonly (readonly [string, string | null])[]): Record<string, unknown> {
  const scope: Record<string, unknown> = {}
  const run: Record<string, string | null> = {}
  for (const [name, value] of entries) {
    if (name.startsWith(`${space}.`)) run[name.slice(space.length + 1)] = value
    else scope[name] = value
  }
  return Object.keys(run).length > 0 ? { ...scope, [space]: run } : scope
}

/** A variable of the run beside the columns that people carry, for who writes a text. */
export interface RunColumn {
  readonly name: string
  readonly label: string
  readonly type: ColumnType
  /** What it holds as a run begins, where that is known. */
  readonly example?: string | undefined
}

/** What a text before a run can name of it. */
export function runColumns(variables: readonly KnownVariable[]): RunColumn[] {
  return variables.map(({ name, type, value }) => ({
    name: runField(name),
    label: runField(name),
    type,
    ...(value === undefined || value === '' ? {} : { example: value }),
  }))
}
