import type { Database } from 'better-sqlite3'
import type { ColumnPair, LoadedColumn, LoadFileSettings } from '../../../shared/activities/load-file.ts'
import type { ColumnTarget } from '../../../shared/contract/import-options.ts'
import { reviveUserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { planImport } from '../people/imports/import-plan.ts'
import { readImport } from '../people/imports/import-row.ts'
import { settleImport } from '../people/imports/settle-import.ts'
import { takeBack } from '../people/imports/take-back.ts'
import type { TextSource } from '../people/imports/text-source.ts'
import type { FoundTable } from './find-table.ts'

/** Rows that mean nobody, to be added as people. */
export interface Adding {
  readonly loadId: number
  readonly fileName: string
  readonly table: FoundTable
  readonly settings: LoadFileSettings
  readonly country: string
  readonly signal: AbortSignal
}

const rowsAtOnce = 1000

/**
 * Adds people as an import of their own, so that it can be undone, and notes which import it is. It is taken back where it
 * is cut off.
 * @returns how many were added; undefined where no row could be
 * @throws UserError of `planImport`, and why it failed; DOMException `AbortError` once the signal is set
 */
export async function addPeople(context: EngineContext, adding: Adding): Promise<number | undefined> {
  const { sql } = context.workspace
  const { loadId, signal, country } = adding
  const columns = filledColumns(adding)
  if (columns.length === 0 || countRows(sql, loadId) === 0) return undefined
  const plan = await planImport(context, rowsAsText(sql, adding, columns), {
    reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: false },
    columns: columns.map(({ target }) => target),
    defaultCountry: country,
    badNumbers: 'reject',
    existing: 'add',
  })
  sql.prepare('UPDATE file_loads SET import_id = ? WHERE id = ?').run(plan.id, loadId)
  const stays = await settleImport(context, plan, () => (signal.aborted ? 'cancel' : undefined))
  const { imported, error } = readImport(sql, plan.id)
  if (stays) return imported
  await takeBack(context, plan.id, () => false)
  signal.throwIfAborted()
  throw error ? reviveUserError(error.code, error.data) : new Error('the import of a file was cancelled')
}

/** How many people an import of an earlier execution has added; undefined where it did not come to its end. */
export function addedBefore(sql: Database, importId: number | null): number | undefined {
  if (importId === null) return undefined
  const row = sql.prepare('SELECT state, imported FROM imports WHERE id = ?').get(importId) as
    | { readonly state: string; readonly imported: number }
    | undefined
  return row?.state === 'finished' ? row.imported : undefined
}

interface FilledColumn {
  readonly at: number
  readonly target: ColumnTarget
}

/** What people are found by they also get, so that the next file finds them. */
function filledColumns({ settings, table }: Adding): FilledColumn[] {
  const { match, unmatched, columns } = settings
  const pairs = [...match, ...(unmatched.kind === 'add' ? unmatched.fields : [])]
  const byField = new Map(pairs.toReversed().map(pair => [pair.field, pair]))
  return [...byField.values()].map(pair => ({
    at: table.place(pair.source),
    target: targetOf(pair, columns),
  }))
}

/** Where the column is carried on too, it says how its dates and numbers are written. */
function targetOf({ source, field }: ColumnPair, columns: readonly LoadedColumn[]): ColumnTarget {
  const carried = columns.find(column => column.source.at === source.at)
  return { to: 'field', field, dateOrder: carried?.dateOrder, decimal: carried?.decimal }
}

function countRows(sql: Database, loadId: number): number {
  return sql
    .prepare(
      "SELECT count(*) FROM (SELECT 1 FROM file_load_rows WHERE load_id = ? AND reason = 'no-person' LIMIT 1)",
    )
    .pluck()
    .get(loadId) as number
}

/** The rows as a text that an import reads, page by page. */
function rowsAsText(
  sql: Database,
  { loadId, fileName }: Adding,
  columns: readonly FilledColumn[],
): TextSource {
  const page = sql.prepare(
    `SELECT line, cells FROM file_load_rows WHERE load_id = ? AND line > ? AND reason = 'no-person'
       ORDER BY line LIMIT ${rowsAtOnce}`,
  )
  const bytes = sql
    .prepare("SELECT total(length(cells)) FROM file_load_rows WHERE load_id = ? AND reason = 'no-person'")
    .pluck()
    .get(loadId) as number
  return {
    name: fileName,
    bytes,
    async *open() {
      for (let after: number | undefined = -1; after !== undefined;) {
        const rows = page.all(loadId, after) as { readonly line: number; readonly cells: string }[]
        if (rows.length > 0) yield Buffer.from(rows.map(row => writeRow(row.cells, columns)).join(''))
        after = rows.at(-1)?.line
      }
    },
  }
}

function writeRow(cells: string, columns: readonly FilledColumn[]): string {
  const row = JSON.parse(cells) as string[]
  return `${columns.map(({ at }) => `"${(row[at] ?? '').replaceAll('"', '""')}"`).join(',')}\n`
}
