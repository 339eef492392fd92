import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import { readImport } from '../people/imports/import-row.ts'
import type { StoredOptions } from '../people/imports/import-plan.ts'
import { countReasonColumns, reasonCodeHeader } from '../people/imports/reason-columns.ts'
import { wordOf, headerOf, type Table, type Words } from './table.ts'

const rowsAtOnce = 500

interface RejectionRow {
  readonly line: number
  readonly reason: string
  readonly cells: string
}

/**
 * The rejected rows of an import as they stood in the file, each with its reason in words and as a code; by the latter
 * an import knows that both are no columns of the list. A CSV is cut as the file was.
 * @throws UserError `import/not-found`
 */
export function rejectionsTable(sql: Database, importId: number, words: Words): Table {
  const { rejected } = readImport(sql, importId)
  const stored = sql.prepare('SELECT options FROM imports WHERE id = ?').pluck().get(importId) as string
  const options = JSON.parse(stored) as StoredOptions
  const whole = options.header ?? nameColumns(sql, options)
  const withoutReasons = createOmission(whole)
  const header = withoutReasons(whole)
  const widest = sql
    .prepare('SELECT coalesce(max(json_array_length(cells)), 0) FROM import_rejections WHERE import_id = ?')
    .pluck()
    .get(importId) as number
  const width = Math.max(widest - (whole.length - header.length), header.length)
  const next = sql.prepare(
    `SELECT line, reason, cells FROM import_rejections WHERE import_id = ? AND line > ? ORDER BY line LIMIT ${rowsAtOnce}`,
  )
  return {
    headers: [...pad(header, width), headerOf(words, 'reason'), reasonCodeHeader],
    ...(options.reading.format === 'delimited' && { delimiter: options.reading.delimiter }),
    total: rejected,
    async *pieces() {
      for (let after: number | undefined = -1; after !== undefined;) {
        const rows = next.all(importId, after) as RejectionRow[]
        yield rows.map(({ cells, reason }) => [
          ...pad(withoutReasons(JSON.parse(cells) as string[]), width),
          wordOf(words, 'reason', reason),
          reason,
        ])
        after = rows.at(-1)?.line
        await breathe()
      }
    },
  }
}

/** Columns that had no names are called like the fields that they went to, so that they find them again. */
function nameColumns(sql: Database, { keys }: StoredOptions): string[] {
  const labels = new Map(
    sql.prepare('SELECT key, label FROM person_fields').raw().all() as [string, string][],
  )
  return keys.map(key => (key === null ? '' : (labels.get(key) ?? key.replaceAll('_', ' '))))
}

/** A function that leaves out the reasons of a file that was saved like this before. */
function createOmission(header: readonly string[]): (cells: readonly string[]) => readonly string[] {
  const own = header.length - countReasonColumns(header)
  return cells => [...cells.slice(0, own), ...cells.slice(header.length)]
}

function pad(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? '')
}
