import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { ExistingPolicy } from '../../../../shared/contract/import-options.ts'
import type { FileReading, importCalls } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import type { EngineContext } from '../../context.ts'
import { foldName } from '../fold-name.ts'
import { findAudienceByName } from '../../audiences/find-audience-by-name.ts'
import { checkList, type Marks } from './prepare-marks.ts'
import { readSample } from './read-sample.ts'
import { rememberMapping } from './remember-mapping.ts'
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
  readonly existing: ExistingPolicy
  readonly tags: readonly string[]
  readonly list: ImportRequest['list']
}

/** What is kept with an import besides its counts. */
export interface StoredOptions extends Omit<ImportRequest, 'columns'> {
  readonly header: readonly string[] | null
  readonly keys: readonly (string | null)[]
  /** Custom fields that were made for it. */
  readonly newFields: readonly string[]
  /** Values that it added to choices that were there before, by the key of the field. */
  readonly addedChoices?: Readonly<Record<string, readonly string[]>>
  /** The tags and the list that it has given. */
  readonly marks?: Marks
}

/**
 * Looks at the first rows, makes the new fields and stores the import as begun; from here on it is hidden until it
 * is finished.
 * @throws UserError `import/empty`, `import/no-rows`, `import/columns-missing`, `audience/name-taken`, and those of
 *   `readTable`, `resolveColumns` and `checkList`
 */
export async function planImport(
  context: EngineContext,
  source: TextSource,
  asked: ImportRequest,
): Promise<ImportPlan> {
  const request = { ...asked, tags: distinctTags(asked.tags ?? []) }
  const { reading } = request
  const { records: sample } = await readSample(source, reading)
  if (sample.length === 0) throw new UserError('import/empty', { file: source.name })
  const rows = reading.hasHeader ? sample.slice(1) : sample
  if (rows.length === 0) throw new UserError('import/no-rows', { file: source.name })
  const header = reading.hasHeader ? (sample[0] ?? null) : null
  refuseMissing(request.columns, sample[0] ?? [])
  const values = request.columns.map((_, column) => rows.map(row => row[column] ?? ''))
  const { sql } = context.workspace
  const store = sql.transaction(() => storePlan(context, { request, name: source.name, header, values }))
  return { ...store.immediate(), ...chosen(request), source, reading }
}

/** A tag is one whatever its accents and capitals; it is called as it was named first. */
function distinctTags(tags: readonly string[]): string[] {
  const names = new Map<string, string>()
  for (const tag of tags) {
    const name = tag.trim()
    if (!names.has(foldName(name))) names.set(foldName(name), name)
  }
  return [...names.values()]
}

interface Looked {
  readonly request: ImportRequest
  readonly name: string
  readonly header: readonly string[] | null
  readonly values: readonly (readonly string[])[]
}

function chosen({ defaultCountry, badNumbers, existing = 'fill', tags = [], list }: ImportRequest) {
  return { defaultCountry, keepsBadNumbers: badNumbers === 'keep', existing, tags, list }
}

function storePlan(
  context: EngineContext,
  { request, name, header, values }: Looked,
): Pick<ImportPlan, 'id' | 'columns'> {
  const { sql } = context.workspace
  if (request.list) checkTarget(sql, request.list)
  const columns = resolveColumns(sql, request.columns, values)
  const { columns: targets, ...asked } = request
  const options: StoredOptions = {
    ...asked,
    header,
    keys: columns.keys,
    newFields: columns.fields.filter(field => field.isNew).map(field => field.key),
  }
  const id = insertImport(context, name, options)
  if (header) rememberMapping(context, { importId: id, header, targets, keys: columns.keys, request })
  return { id, columns }
}

/** A column without a target would be left out without a word. */
function refuseMissing(targets: ImportRequest['columns'], first: readonly string[]): void {
  const columns = first.findLastIndex(cell => cell.trim() !== '') + 1
  if (targets.length < columns) {
    throw new UserError('import/columns-missing', { columns, targets: targets.length })
  }
}

/** A list that cannot be filled, or not made, is refused before anything is read. */
function checkTarget(sql: Database, list: NonNullable<ImportRequest['list']>): void {
  if ('id' in list) return void checkList(sql, list.id)
  const taken = findAudienceByName(sql, list.name)
  if (taken) throw new UserError('audience/name-taken', { name: taken.name })
}

function insertImport({ workspace, clock }: EngineContext, fileName: string, options: StoredOptions): number {
  const { lastInsertRowid } = workspace.sql
    .prepare(`
      INSERT INTO imports (file_name, state, options, first_person, last_person, started_at)
      VALUES (@fileName, 'reading', @options, @last + 1, @last, @now)`)
    .run({ fileName, options: JSON.stringify(options), last: lastPerson(workspace.sql), now: clock.now() })
  return Number(lastInsertRowid)
}

function lastPerson(sql: Database): number {
  const last = sql.prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'people'")
  return Number(last.pluck().get())
}
