import type { Database } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { readColumns } from '../populations/read-columns.ts'
import { readValues } from '../populations/read-values.ts'

/** What a person brings along in a workflow, for a preview. */
export interface CarriedValues {
  readonly values: Readonly<Record<string, string | null>>
  /** Names of the columns for whose value something else stands. */
  readonly standIns: readonly string[]
}

/** The columns that the people of a source carry, and those that they will. */
export function carriedColumns(
  sql: Database,
  source: PeopleSource | undefined,
  expected: readonly Column[],
): readonly Column[] {
  const own = ownColumns(sql, source)
  return [...own, ...expected.filter(({ name }) => !own.some(column => column.name === name))]
}

/** What one person of a source carries; a column that only comes with a run is shown by its label or an example. */
export function carriedValues(
  sql: Database,
  source: PeopleSource | undefined,
  { personId, columns }: { readonly personId: number; readonly columns: readonly Column[] },
): CarriedValues {
  const own = new Set(ownColumns(sql, source).map(({ name }) => name))
  const known = readOwn(sql, source, personId)
  const strange = columns.filter(({ name }) => !own.has(name))
  const entries = [
    ...[...own].map((name): [string, string | null] => [name, known[name] ?? null]),
    ...strange.map((column): [string, string] => [column.name, exampleOf(column)]),
  ]
  return { values: Object.fromEntries(entries), standIns: strange.map(({ name }) => name) }
}

function ownColumns(sql: Database, source: PeopleSource | undefined): readonly Column[] {
  return source && 'populationId' in source ? readColumns(sql, source.populationId) : []
}

function readOwn(
  sql: Database,
  source: PeopleSource | undefined,
  personId: number,
): Readonly<Record<string, string>> {
  if (!source || !('populationId' in source)) return {}
  return readValues(sql, source.populationId, [personId]).get(personId) ?? {}
}

function exampleOf({ type, label }: Column): string {
  if (type === 'number') return '12'
  if (type === 'date') return '2030-01-31'
  return type === 'boolean' ? 'true' : label
}
