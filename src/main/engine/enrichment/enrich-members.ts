import type { Database } from 'better-sqlite3'
import type { Column } from '../../../shared/activities/define-activity.ts'
import { createPopulation } from '../populations/create-population.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import type { ColumnReader, RawValue } from './column-reader.ts'

/** A column that is added, by the name under which it is carried. */
export interface AddedColumn {
  readonly name: string
  readonly reader: ColumnReader
}

/** Whose people get which columns. */
export interface Enriching {
  readonly from: number
  readonly added: readonly AddedColumn[]
  /** Whether what people carry already stays. */
  readonly keeps: boolean
  /** All columns that they carry then. */
  readonly columns: readonly Column[]
}

/** Ids in a stretch: each person is asked several questions. */
const span = 4000

/**
 * A copy of a population with more columns, which nothing refers to yet.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function enrichMembers(
  sql: Database,
  { from, added, keeps, columns }: Enriching,
  signal: AbortSignal,
): Promise<number> {
  const populationId = createPopulation(sql, columns)
  const expressions = added.flatMap(({ reader }) => reader.expressions)
  const select = sql
    .prepare(
      `SELECT ${['person_id', 'extra', ...expressions.map(part => part.sql)].join(', ')}
       FROM population_members LEFT JOIN people ON people.id = person_id
       WHERE population_id = ? AND person_id BETWEEN ? AND ? ORDER BY person_id`,
    )
    .raw()
  const parameters = expressions.flatMap(part => part.parameters)
  const insert = sql.prepare(
    'INSERT INTO population_members (population_id, person_id, extra) VALUES (?, ?, ?)',
  )
  let count = 0
  const write = sql.transaction((rows: readonly MemberRow[]) => {
    for (const [id, extra, ...values] of rows)
      insert.run(populationId, id, carry(added, keeps ? extra : null, values))
    count += rows.length
  })
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [from]), signal, span)) {
    write(select.all(...parameters, from, first, last) as MemberRow[])
  }
  sql.prepare('UPDATE populations SET count = ? WHERE id = ?').run(count, populationId)
  return populationId
}

type MemberRow = readonly [id: number, extra: string | null, ...values: RawValue[]]

/** What a person carries then; an empty value is not kept, so that "empty" is one thing. */
function carry(
  added: readonly AddedColumn[],
  extra: string | null,
  values: readonly RawValue[],
): string | null {
  const carried = extra === null ? {} : (JSON.parse(extra) as Record<string, string>)
  let at = 0
  for (const { name, reader } of added) {
    const value = reader.read(values.slice(at, at + reader.expressions.length), carried)
    at += reader.expressions.length
    if (value) carried[name] = value
    else delete carried[name]
  }
  const text = JSON.stringify(carried)
  return text === '{}' ? null : text
}
