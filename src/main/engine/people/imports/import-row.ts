import type { Database } from 'better-sqlite3'
import type { Import } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import type { StoredOptions } from './import-plan.ts'
import type { StoredReport } from './store-tally.ts'

interface ImportRow {
  readonly isSettled: 0 | 1
  readonly reasons: string
  readonly report: string
  readonly options: string
  readonly error: string | null
  readonly removed: number
  readonly restored: number
  readonly kept: number
  readonly merged: number | null
}
type Plain = Omit<Import, keyof ImportRow | keyof StoredReport | 'existing' | 'tags' | 'list' | 'takenBack'>

const columns = `id, file_name AS fileName, state, is_settled AS isSettled, read, imported, updated, skipped, rejected,
  repaired, reasons, report, options, removed, restored, kept, merged, started_at AS startedAt, finished_at AS finishedAt, error`

/** @throws UserError `import/not-found` */
export function readImport(sql: Database, id: number): Import {
  const row = sql.prepare(`SELECT ${columns} FROM imports WHERE id = ?`).get(id)
  if (!row) throw new UserError('import/not-found')
  return toImport(sql, row)
}

/** All imports, the newest first. */
export function readImports(sql: Database): Import[] {
  return sql
    .prepare(`SELECT ${columns} FROM imports ORDER BY id DESC`)
    .all()
    .map(row => toImport(sql, row))
}

const nothingToReport: StoredReport = {
  skips: {},
  otherColumn: 0,
  lostNumber: 0,
  otherName: 0,
  problems: [],
  newChoices: [],
}

function toImport(sql: Database, row: unknown): Import {
  const { reasons, report, options, error, isSettled, removed, restored, kept, merged, ...rest } =
    row as ImportRow & Plain
  const { existing = 'fill', tags = [], list, marks } = JSON.parse(options) as Partial<StoredOptions>
  const isBack = rest.state !== 'reading' && rest.state !== 'finished'
  return {
    ...rest,
    isSettled: isSettled === 1,
    reasons: JSON.parse(reasons) as Import['reasons'],
    ...nothingToReport,
    ...(JSON.parse(report) as Partial<StoredReport>),
    existing,
    tags: [...tags],
    list: list ? nameList(sql, 'id' in list ? list.id : marks?.list?.id, list) : null,
    takenBack: isBack ? { removed, restored, kept: kept + (merged ?? 0), merged: merged ?? 0 } : null,
    error: error === null ? null : (JSON.parse(error) as Import['error']),
  }
}

/** A list is called as it is now; one that is gone, or not made yet, has no id. */
function nameList(
  sql: Database,
  id: number | undefined,
  asked: { readonly id: number } | { readonly name: string },
): Import['list'] {
  const name = sql
    .prepare('SELECT name FROM audiences WHERE id = ?')
    .pluck()
    .get(id ?? 0) as string | undefined
  if (name !== undefined) return { id: id ?? null, name }
  return { id: null, name: 'name' in asked ? asked.name : '' }
}
