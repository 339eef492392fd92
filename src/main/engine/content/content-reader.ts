import type { Database } from 'better-sqlite3'
import { compileContent, type CompiledContent } from '../../../shared/content/compile-content.ts'
import type { PeopleSource } from '../../../shared/contract/people.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { carriedColumns, exampleOf, type ExpectedColumn } from './carried-columns.ts'
import { readRunValuesOf } from './run-values.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { writtenColumn } from '../people/written-column.ts'
import { columnValue } from '../populations/column-value.ts'
import { readFieldNames } from '../preparation/preparation-plan.ts'
import { readContentSetting } from './read-content-setting.ts'

/** A content, and whose it is. */
export interface ContentGround {
  readonly content: DeliveryContent
  readonly source?: PeopleSource | undefined
  /** Columns that people will bring along, beside those that they carry already. */
  readonly columns?: readonly ExpectedColumn[] | undefined
  /** The content where it has been read before, with the snippets of that moment. */
  readonly compiled?: CompiledContent | undefined
}

/** A person as SQLite hands them over: the values of the content's fields, then what is known of the number. */
export type ContentRow = readonly (string | null)[]

/** Reads people with all that contents need of them. */
export interface ContentReader {
  readonly compiled: CompiledContent
  /** Names of the columns whose value only comes with a run: an example stands there. */
  readonly standIns: readonly string[]
  /** These people in order of id; who is gone is left out. */
  read(ids: readonly number[]): ContentRow[]
  /** Behind the values of the fields. */
  readonly at: { readonly id: number; readonly phone: number; readonly suppression: number }
}

/** Prepares to read the people of a source for a content; a faulty one reads them without the fields. */
export function createContentReader(sql: Database, ground: ContentGround): ContentReader {
  const { content, source, columns: expected = [] } = ground
  const columns = carriedColumns(sql, source, expected)
  const ofRun =
    source && 'populationId' in source ? readRunValuesOf(sql, source.populationId) : new Map<string, string>()
  const names = [...readFieldNames(sql), ...columns.map(({ name }) => name), ...ofRun.keys()]
  const compiled = ground.compiled ?? compileContent(content, readContentSetting(sql, names))
  const fields = compiled.fields.map(({ name }) => name)
  const own = new Set(carriedColumns(sql, source, []).map(({ name }) => name))
  const strange = columns.filter(({ name }) => !own.has(name) && !ofRun.has(name) && fields.includes(name))
  const types = readFieldTypes(sql)
  const values = fields.map(name => {
    const example = strange.find(column => column.name === name)
    if (ofRun.has(name)) return { sql: '?', parameters: [ofRun.get(name)] }
    if (example) return { sql: '?', parameters: [exampleOf(example)] }
    return { sql: own.has(name) ? columnValue(name) : writtenColumn(name, types), parameters: [] }
  })
  const select = sql
    .prepare(
      `SELECT ${[...values.map(value => value.sql), 'people.id', 'people.phone', suppression].join(', ')}
       FROM json_each(?) AS chosen CROSS JOIN people ON people.id = chosen.value
       LEFT JOIN population_members ON population_id = ? AND person_id = people.id`,
    )
    .raw()
  const parameters = values.flatMap(value => value.parameters)
  const population = source && 'populationId' in source ? source.populationId : null
  return {
    compiled,
    standIns: strange.map(({ name }) => name),
    read: ids => select.all(...parameters, JSON.stringify(ids), population) as ContentRow[],
    at: { id: fields.length, phone: fields.length + 1, suppression: fields.length + 2 },
  }
}

const suppression = '(SELECT cause FROM suppressions WHERE suppressions.phone = people.phone)'
