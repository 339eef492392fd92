import type { Database } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import { readColumns } from '../populations/read-columns.ts'

/** A column that people will carry, or a variable of the run; the example stands for its value until then. */
export interface ExpectedColumn extends Column {
  readonly example?: string | undefined
}

/** The columns that the people of a source carry, and those that they will. */
export function carriedColumns(
  sql: Database,
  source: PeopleSource | undefined,
  expected: readonly ExpectedColumn[],
): readonly ExpectedColumn[] {
  const own = source && 'populationId' in source ? readColumns(sql, source.populationId) : []
  return [...own, ...expected.filter(({ name }) => !own.some(column => column.name === name))]
}

/** What stands for the value of a column that only comes with a run. */
export function exampleOf({ type, label, example }: ExpectedColumn): string {
  if (example !== undefined) return example
  if (type === 'number') return '12'
  if (type === 'date') return '2030-01-31'
  return type === 'boolean' ? 'true' : label
}
