import type { Database } from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'
import { breathe } from '../people/breathe.ts'
import { headerOf, wordOf, type Table, type Words } from './table.ts'

const rowsAtOnce = 500

interface FileRow {
  readonly line: number
  readonly reason: string
  readonly cells: string
}

/**
 * The rows of a file that became nobody, as they stood there, each with its reason.
 * @throws UserError `load/not-found`
 */
export function fileRowsTable(sql: Database, loadId: number, words: Words): Table {
  const load = sql.prepare('SELECT header FROM file_loads WHERE id = ?').get(loadId) as
    | { readonly header: string | null }
    | undefined
  if (!load) throw new UserError('load/not-found')
  const header = JSON.parse(load.header ?? '[]') as string[]
  const { total, widest } = sql
    .prepare(
      `SELECT count(*) AS total, coalesce(max(json_array_length(cells)), 0) AS widest
       FROM file_load_rows WHERE load_id = ?`,
    )
    .get(loadId) as { readonly total: number; readonly widest: number }
  const width = Math.max(widest, header.length)
  const next = sql.prepare(
    `SELECT line, reason, cells FROM file_load_rows WHERE load_id = ? AND line > ? ORDER BY line LIMIT ${rowsAtOnce}`,
  )
  return {
    headers: [...pad(header, width), headerOf(words, 'reason')],
    total,
    async *pieces() {
      for (let after: number | undefined = -1; after !== undefined;) {
        const rows = next.all(loadId, after) as FileRow[]
        yield rows.map(({ cells, reason }) => [
          ...pad(JSON.parse(cells) as string[], width),
          wordOf(words, 'reason', reason),
        ])
        after = rows.at(-1)?.line
        await breathe()
      }
    },
  }
}

function pad(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? '')
}
