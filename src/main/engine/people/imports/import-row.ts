import type { Database } from 'better-sqlite3'
import type { Import } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'

interface ImportRow {
  readonly reasons: string
  readonly error: string | null
}

const columns = `id, file_name AS fileName, state, read, imported, rejected, repaired, reasons,
  started_at AS startedAt, finished_at AS finishedAt, error`

/** @throws UserError `import/not-found` */
export function readImport(sql: Database, id: number): Import {
  const row = sql.prepare(`SELECT ${columns} FROM imports WHERE id = ?`).get(id)
  if (!row) throw new UserError('import/not-found')
  return toImport(row)
}

/** All imports, the newest first. */
export function readImports(sql: Database): Import[] {
  return sql.prepare(`SELECT ${columns} FROM imports ORDER BY id DESC`).all().map(toImport)
}

function toImport(row: unknown): Import {
  const { reasons, error, ...rest } = row as ImportRow & Omit<Import, keyof ImportRow>
  return {
    ...rest,
    reasons: JSON.parse(reasons) as Import['reasons'],
    error: error === null ? null : (JSON.parse(error) as Import['error']),
  }
}
