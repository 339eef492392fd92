import type { Database } from 'better-sqlite3'
import type { RejectionReason } from '../../../../shared/contract/imports.ts'
import type { Unordered } from './unordered.ts'

/** Rows that one statement inserts: fewer calls cost less, and beyond some tens nothing more is won. */
const rowsAtOnce = 40

/** Takes rows and writes them when asked to. */
export interface PeopleWriter {
  addPerson(values: readonly (string | null)[]): void
  addRejection(line: number, reason: RejectionReason, cells: readonly string[]): void
  /** Writes what was added since; the caller wraps it into a transaction. */
  write(): { people: number; lastPerson: number | undefined }
}

/** What the rows of one import have in common. */
export interface WriterOptions {
  readonly importId: number
  /** All people of an import are as old as it is. */
  readonly now: number
  /** Columns of `people` in the order of each row's values; `phone` and `name_key` are among them. */
  readonly columns: readonly string[]
  readonly unordered: Pick<Unordered, 'add'>
}

/** Writes the rows of one import, and adds its people to the unordered. */
export function createPeopleWriter(sql: Database, options: WriterOptions): PeopleWriter {
  const { importId, columns, unordered } = options
  const insertMany = sql.prepare(insertText(rowsAtOnce, options))
  const insertOne = sql.prepare(insertText(1, options))
  const reject = sql.prepare(
    'INSERT INTO import_rejections (import_id, line, reason, cells) VALUES (?, ?, ?, ?)',
  )
  const phoneAt = columns.indexOf('phone')
  const nameAt = columns.indexOf('name_key')
  let people: (readonly (string | null)[])[] = []
  let rejections: [line: number, reason: RejectionReason, cells: string][] = []

  function remember(written: typeof people, lastPerson: number): void {
    let id = lastPerson - written.length
    for (const values of written) {
      id += 1
      unordered.add({ id, name: values[nameAt] ?? '', phone: values[phoneAt] ?? '' })
    }
  }
  return {
    addPerson: values => void people.push(values),
    addRejection: (line, reason, cells) => void rejections.push([line, reason, JSON.stringify(cells)]),
    write() {
      const count = people.length
      let lastPerson: number | undefined
      for (let at = 0; at < count;) {
        const rows = count - at >= rowsAtOnce ? people.slice(at, at + rowsAtOnce) : people.slice(at, at + 1)
        const insert = rows.length === 1 ? insertOne : insertMany
        lastPerson = Number(insert.run(...rows).lastInsertRowid)
        remember(rows, lastPerson)
        at += rows.length
      }
      for (const rejection of rejections) reject.run(importId, ...rejection)
      people = []
      rejections = []
      return { people: count, lastPerson }
    },
  }
}

/** The import and the time stand in the text: as parameters they would be bound again for every row. */
function insertText(rows: number, { importId, now, columns }: WriterOptions): string {
  const values = columns.map(column => (column === 'fields' ? 'jsonb(?)' : '?'))
  const row = `(${values.join(', ')}, ${importId}, ${now}, ${now})`
  return `INSERT INTO people (${columns.join(', ')}, import_id, created_at, updated_at)
    VALUES ${Array.from({ length: rows }, () => row).join(', ')}`
}
