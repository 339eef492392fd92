import type { Database } from 'better-sqlite3'
import { breathe } from '../people/breathe.ts'
import { readImport } from '../people/imports/import-row.ts'
import { wordOf, headerOf, type Table, type Words } from './table.ts'

const rowsAtOnce = 500

interface RejectionRow {
  readonly line: number
  readonly reason: string
  readonly cells: string
}

/** The rejected rows of an import as they stood in the file, each with its reason. @throws UserError `import/not-found` */
export function rejectionsTable(sql: Database, importId: number, words: Words): Table {
  const { rejected } = readImport(sql, importId)
  const stored = sql.prepare('SELECT options FROM imports WHERE id = ?').pluck().get(importId) as string
  const { header } = JSON.parse(stored) as { readonly header?: readonly string[] | null }
  const widest = sql
    .prepare('SELECT coalesce(max(json_array_length(cells)), 0) FROM import_rejections WHERE import_id = ?')
    .pluck()
    .get(importId) as number
  const width = Math.max(widest, header?.length ?? 0)
  const next = sql.prepare(
    `SELECT line, reason, cells FROM import_rejections WHERE import_id = ? AND line > ? ORDER BY line LIMIT ${rowsAtOnce}`,
  )
  return {
    headers: [...pad(header ?? [], width), headerOf(words, 'reason')],
    total: rejected,
    async *pieces() {
      for (let after: number | undefined = -1; after !== undefined;) {
        const rows = next.all(importId, after) as RejectionRow[]
        yield rows.map(row => [
          ...pad(JSON.parse(row.cells) as string[], width),
          wordOf(words, 'reason', row.reason),
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
