import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { importCalls, RejectionReason } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { defuseCell } from './clean-cell.ts'
import { readImport } from './import-row.ts'
import { reasonCodeHeader } from './guess-columns.ts'
import type { StoredOptions } from './import-plan.ts'

type RejectionPage = z.output<(typeof importCalls)['imports.rejections']['output']>
type Rejection = RejectionPage['rows'][0]

interface RejectionRow {
  readonly line: number
  readonly reason: RejectionReason
  readonly cells: string
}

const rowsAtOnce = 1000

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
  return { total: rejected, rows: rows.map(toRejection) }
}

/** What the person's language calls the reasons, and the column that holds them. */
export interface ReasonWords {
  readonly title: string
  readonly reasons: Readonly<Record<string, string>>
}

/**
 * Saves the rejected rows as a CSV that this program reads again: the columns of the file, cut as the file is, with
 * the reason behind them: in words, where they are given, and as a code. Cells that a spreadsheet would take for a formula begin with an apostrophe, which an import takes away.
 * @throws UserError `import/not-found`, `import/cannot-save`
 */
export async function saveRejections(
  sql: Database,
  path: string,
  { id, words }: { id: number; words?: ReasonWords | undefined },
): Promise<{ rows: number }> {
  const { rejected } = readImport(sql, id)
  const unfinished = `${path}.part`
  try {
    await pipeline(Readable.from(writeRows(sql, id, words)), createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw explainSaving(error, path)
  }
  return { rows: rejected }
}

function* writeRows(sql: Database, id: number, words: ReasonWords | undefined): Generator<string> {
  const stored = sql.prepare('SELECT options FROM imports WHERE id = ?').pluck().get(id) as string
  const { header, reading } = JSON.parse(stored) as StoredOptions
  const widest = sql
    .prepare('SELECT coalesce(max(json_array_length(cells)), 0) FROM import_rejections WHERE import_id = ?')
    .pluck()
    .get(id) as number
  const width = Math.max(widest, header?.length ?? 0)
  yield '\u{feff}'
  const write = (cells: readonly string[], last: readonly string[]): string =>
    writeRow([...pad(cells, width), ...last], reading.format === 'delimited' ? reading.delimiter : ',')
  if (header) yield write(header, words ? [words.title, reasonCodeHeader] : ['reason'])
  const reasonOf = ({ reason }: RejectionRow): readonly string[] =>
    words ? [words.reasons[reason] ?? reason, reason] : [reason]
  const read = sql.prepare(
    'SELECT line, reason, cells FROM import_rejections WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?',
  )
  let rows = read.all(id, -1, rowsAtOnce) as RejectionRow[]
  while (rows.length > 0) {
    yield rows.map(row => write(toRejection(row).cells, reasonOf(row))).join('')
    rows = read.all(id, rows.at(-1)?.line, rowsAtOnce) as RejectionRow[]
  }
}

function pad(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? '')
}

function writeRow(cells: readonly string[], delimiter: string): string {
  return `${cells.map(cell => writeCell(cell, delimiter)).join(delimiter)}\r\n`
}

function writeCell(cell: string, delimiter: string): string {
  const safe = defuseCell(cell)
  const isPlain = !safe.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(safe)
  return !isPlain ? `"${safe.replaceAll('"', '""')}"` : safe
}

function toRejection({ line, reason, cells }: RejectionRow): Rejection {
  return { line, reason, cells: JSON.parse(cells) as string[] }
}

function explainSaving(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z]+$/.test(code)
    ? new UserError('import/cannot-save', { file: basename(path), reason: code })
    : error
}
