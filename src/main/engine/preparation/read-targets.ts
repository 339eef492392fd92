import type { Database } from 'better-sqlite3'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { writtenColumn } from '../people/written-column.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import { columnValue } from '../populations/column-value.ts'
import type { Contacts } from './contacts.ts'
import type { PreparationPlan } from './preparation-plan.ts'

/** Columns behind the values of the template's fields. */
export interface TargetColumns {
  readonly id: number
  readonly phone: number
  readonly phoneType: number
  readonly phoneProblem: number
  /** Why nothing is sent to the number; null where it may be texted. */
  readonly suppression: number
  /** IANA name of the person's own zone. */
  readonly timeZone: number
  readonly language: number
  /** Whether the number was written to in the same period; null where it was not. */
  readonly addressed: number
  /** When else they are texted; empty where no cap asks. */
  readonly contacts: number
  /** The date that the moment of the person follows from; null where there is none, or none is asked for. */
  readonly date: number
  /** The first of the checks, one column each. */
  readonly checks: number
}

/**
 * One person of the target as SQLite hands it over: first the values of the template's fields in their order, so
 * that a row can be rendered as it is, then the columns of `columnsOf`. Of those, the id and the checks are numbers.
 */
export type TargetRow = readonly (string | null)[]

/** Where the columns behind the field values are. */
export function columnsOf({ template }: Pick<PreparationPlan, 'template'>): TargetColumns {
  const first = template.fields.length
  return {
    id: first,
    phone: first + 1,
    phoneType: first + 2,
    phoneProblem: first + 3,
    suppression: first + 4,
    timeZone: first + 5,
    language: first + 6,
    contacts: first + 7,
    addressed: first + 8,
    date: first + 9,
    checks: first + 10,
  }
}

/**
 * Reads the people of the frozen target in order of id, `limit` behind the id `after`. People who were removed since
 * the target was frozen are no longer in it.
 */
export function prepareTargets(
  sql: Database,
  { template, populationId, columns, constants, checks, addressed, settings }: PreparationPlan,
  contacts: Contacts | undefined,
): (after: number, limit: number) => TargetRow[] {
  const types = readFieldTypes(sql)
  const valueOf = (name: string) => (columns.has(name) ? columnValue(name) : writtenColumn(name, types))
  const fields = template.fields.map(({ name }): SqlPart => {
    const constant = constants.get(name)
    if (constant !== undefined) {
      return constant === null ? { sql: 'NULL', parameters: [] } : { sql: '?', parameters: [constant] }
    }
    return { sql: valueOf(name), parameters: [] }
  })
  const { start } = timingOf(settings)
  const suppression = '(SELECT cause FROM suppressions WHERE suppressions.phone = people.phone)'
  const phone = ['people.phone', 'phone_type', 'phone_problem', suppression]
  const own = [...fields.map(each => each.sql), 'people.id', ...phone, 'people.time_zone', 'people.language']
  const again = addressed ? `(SELECT recipient FROM ${addressed} WHERE recipient = people.phone)` : 'NULL'
  const parts = [
    contacts?.column ?? { sql: 'NULL', parameters: [] },
    { sql: again, parameters: [] },
    { sql: start.kind === 'person' ? valueOf(start.field) : 'NULL', parameters: [] },
    ...checks.map(({ part }) => part),
  ]
  const select = sql
    .prepare(
      `SELECT ${[...own, ...parts.map(part => part.sql)].join(', ')}
       FROM population_members CROSS JOIN people ON people.id = person_id
       WHERE population_id = ? AND person_id > ? ORDER BY person_id LIMIT ?`,
    )
    .raw()
  const parameters = [...fields, ...parts].flatMap(part => part.parameters)
  return (after, limit) => select.all(...parameters, populationId, after, limit) as TargetRow[]
}
