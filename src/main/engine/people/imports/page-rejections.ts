import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { importCalls, RejectionReason } from '../../../../shared/contract/imports.ts'
import { readImport } from './import-row.ts'

type RejectionPage = z.output<(typeof importCalls)['imports.rejections']['output']>

interface RejectionRow {
  readonly line: number
  readonly reason: RejectionReason
  readonly cells: string
}

/** A window into the rejected rows of an import, in the order of the file. */
export function pageRejections(
  sql: Database,
  { id, offset, limit }: { id: number; offset: number; limit: number },
): RejectionPage {
  const { rejected } = readImport(sql, id)
  const rows = sql
    .prepare(
      'SELECT line, reason, cells FROM import_rejections WHERE import_id = ? ORDER BY line LIMIT ? OFFSET ?',
    )
    .all(id, limit, offset) as RejectionRow[]
  return { total: rejected, rows: rows.map(row => ({ ...row, cells: JSON.parse(row.cells) as string[] })) }
}
