import type { Database } from 'better-sqlite3'
import type { RejectionReason } from '../../../../shared/contract/imports.ts'
import type { PersonValues } from './convert-row.ts'
import { createMatchWriter } from './write-matches.ts'
import type { RowMatcher } from './match-rows.ts'
import type { Unordered } from './unordered.ts'

/** Rows that one statement inserts: fewer calls cost less, and beyond some tens nothing more is won. */
const rowsAtOnce = 40

/** Takes rows and writes them when asked to. */
export interface PeopleWriter {
  addPerson(values: PersonValues, country: string | null): void
  addRejection(line: number, reason: RejectionReason, cells: readonly string[]): void
  /** Writes what was added since; the caller wraps it into a transaction. */
  write(): Written
}

/** How many rows became people, and how many wait to be put into people who are there. */
export interface Written {
  readonly people: number
  readonly matches: number
  readonly lastPerson: number | undefined
}

/** What the rows of one import have in common. */
export interface WriterOptions {
  readonly importId: number
  /** All people of an import are as old as it is. */
  readonly now: number
  /** Columns of `people` in the order of each row's values; `phone` and `name_key` are among them. */
  readonly columns: readonly string[]
  readonly unordered: Pick<Unordered, 'add'>
  readonly matcher: RowMatcher
  /** Rows with the number of somebody change nothing, so what they say need not be kept. */
  readonly leavesAlone: boolean
}

interface Row {
  readonly values: PersonValues
  readonly country: string | null
}

/** Writes the rows of one import, and adds its people to the unordered. */
export function createPeopleWriter(sql: Database, options: WriterOptions): PeopleWriter {
  const insert = prepareInsert(sql, options)
  const matches = createMatchWriter(sql, options)
  const nextId = sql
    .prepare("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'people'")
    .pluck()
  const reject = sql.prepare(
    'INSERT INTO import_rejections (import_id, line, reason, cells) VALUES (?, ?, ?, ?)',
  )
  const phoneAt = options.columns.indexOf('phone')
  const nameAt = options.columns.indexOf('name_key')
  let rows: Row[] = []
  let rejections: [line: number, reason: RejectionReason, cells: string][] = []

  /** Those who have a number of somebody go their own way; the others get the ids that come next. */
  function divide(first: number): PersonValues[] {
    const people: PersonValues[] = []
    options.matcher.look(rows.map(({ values }) => values[phoneAt] ?? '').filter(Boolean))
    for (const { values, country } of rows) {
      const [phone, name] = [values[phoneAt] ?? '', values[nameAt] ?? '']
      const owner = phone === '' ? undefined : options.matcher.ownerOf(phone, name)
      if (owner !== undefined) matches.write(owner, values, country)
      else options.unordered.add({ id: first + people.push(values) - 1, name, phone })
    }
    return people
  }
  return {
    addPerson: (values, country) => void rows.push({ values, country }),
    addRejection: (line, reason, cells) => void rejections.push([line, reason, JSON.stringify(cells)]),
    write() {
      const people = divide(nextId.get() as number)
      const lastPerson = insert(people)
      for (const rejection of rejections) reject.run(options.importId, ...rejection)
      const written = { people: people.length, matches: rows.length - people.length, lastPerson }
      rows = []
      rejections = []
      return written
    },
  }
}

/** A function that inserts people, and gives the id of the last one. */
function prepareInsert(
  sql: Database,
  options: WriterOptions,
): (people: readonly PersonValues[]) => number | undefined {
  const insertMany = sql.prepare(insertText(rowsAtOnce, options))
  const insertOne = sql.prepare(insertText(1, options))
  return people => {
    let last: number | undefined
    for (let at = 0; at < people.length;) {
      const some = people.length - at >= rowsAtOnce ? rowsAtOnce : 1
      const insert = some === 1 ? insertOne : insertMany
      last = Number(insert.run(...people.slice(at, at + some)).lastInsertRowid)
      at += some
    }
    return last
  }
}

/** The import and the time stand in the text: as parameters they would be bound again for every row. */
function insertText(rows: number, { importId, now, columns }: WriterOptions): string {
  const values = columns.map(column => (column === 'fields' ? 'jsonb(?)' : '?'))
  const row = `(${values.join(', ')}, ${importId}, ${now}, ${now})`
  return `INSERT INTO people (${columns.join(', ')}, import_id, created_at, updated_at)
    VALUES ${Array.from({ length: rows }, () => row).join(', ')}`
}
