import type { z } from 'zod'
import type { FileReading, importCalls } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import type { EngineContext } from '../../context.ts'
import { readSample } from './read-sample.ts'
import { resolveColumns, type ResolvedColumns } from './resolve-columns.ts'
import type { TextSource } from './text-source.ts'

/** How a source is to be imported, as a client asks for it. */
export type ImportRequest = Omit<
  z.output<(typeof importCalls)['imports.start']['input']>,
  'file' | 'text' | 'name'
>

/** An import that is stored as begun and can be run. */
export interface ImportPlan {
  readonly id: number
  readonly source: TextSource
  readonly reading: FileReading
  readonly columns: ResolvedColumns
  readonly defaultCountry: string
  readonly keepsBadNumbers: boolean
}

/** What is kept with an import besides its counts. */
export interface StoredOptions extends Omit<ImportRequest, 'columns'> {
  readonly header: readonly string[] | null
  readonly keys: readonly (string | null)[]
  /** Custom fields that were made for it. */
  readonly newFields: readonly string[]
}

/**
 * Looks at the first rows, makes the new fields and stores the import as begun; from here on it is hidden until it
 * is finished.
 * @throws UserError `import/empty`, `import/no-rows`, and those of `readTable` and `resolveColumns`
 */
export async function planImport(
  context: EngineContext,
  source: TextSource,
  request: ImportRequest,
): Promise<ImportPlan> {
  const { reading } = request
  const { records: sample } = await readSample(source, reading)
  if (sample.length === 0) throw new UserError('import/empty', { file: source.name })
  const rows = reading.hasHeader ? sample.slice(1) : sample
  if (rows.length === 0) throw new UserError('import/no-rows', { file: source.name })
  const { sql } = context.workspace
  return sql.transaction(() => {
    const values = request.columns.map((_, column) => rows.map(row => row[column] ?? ''))
    const columns = resolveColumns(sql, request.columns, values)
    const { columns: _targets, ...asked } = request
    const options: StoredOptions = {
      ...asked,
      header: reading.hasHeader ? (sample[0] ?? null) : null,
      keys: columns.keys,
      newFields: columns.fields.filter(field => field.isNew).map(field => field.key),
    }
    const id = insertImport(context, source.name, options)
    const keepsBadNumbers = request.badNumbers === 'keep'
    return { id, source, reading, columns, defaultCountry: request.defaultCountry, keepsBadNumbers }
  })()
}

function insertImport({ workspace, clock }: EngineContext, fileName: string, options: StoredOptions): number {
  const { sql } = workspace
  const highest = Number(
    sql.prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'people'").pluck().get(),
  )
  const { lastInsertRowid } = sql
    .prepare(`
      INSERT INTO imports (file_name, state, options, first_person, last_person, started_at)
      VALUES (?, 'reading', ?, ?, ?, ?)`)
    .run(fileName, JSON.stringify(options), highest + 1, highest, clock.now())
  return Number(lastInsertRowid)
}
