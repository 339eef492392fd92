import type { Database } from 'better-sqlite3'
import type {
  BadNumberPolicy,
  ColumnTarget,
  ExistingPolicy,
} from '../../../../shared/contract/import-options.ts'
import { isBuiltInField } from '../../../../shared/person-field.ts'
import type { EngineContext } from '../../context.ts'
import { wordsOf } from './header-words.ts'

/** What was chosen for a file, besides where its columns went. */
export interface MappingChoices {
  readonly defaultCountry: string
  readonly badNumbers: BadNumberPolicy
  readonly existing: ExistingPolicy
  readonly tags: readonly string[]
}

type AskedChoices = Pick<MappingChoices, 'defaultCountry' | 'badNumbers'> & {
  readonly [Name in 'existing' | 'tags']?: MappingChoices[Name] | undefined
}

interface StoredMapping extends MappingChoices {
  /** By the name of the column; the key is that of the field which its target led to. */
  readonly columns: Readonly<Record<string, { readonly target: ColumnTarget; readonly key: string | null }>>
}

/**
 * Keeps where the columns of a file go, for the next one with the same headers in whatever order: it counts once its
 * import is finished, and for as long as that is not undone.
 */
export function rememberMapping(
  { workspace, clock }: EngineContext,
  {
    importId,
    header,
    targets,
    keys,
    request,
  }: {
    readonly importId: number
    readonly header: readonly string[]
    readonly targets: readonly ColumnTarget[]
    readonly keys: readonly (string | null)[]
    readonly request: AskedChoices
  },
): void {
  const names = nameColumns(header)
  const columns = targets.map((target, index) => [names[index] ?? '', { target, key: keys[index] ?? null }])
  const { defaultCountry, badNumbers, existing = 'fill', tags = [] } = request
  const mapping: StoredMapping = {
    columns: Object.fromEntries(columns) as StoredMapping['columns'],
    defaultCountry,
    badNumbers,
    existing,
    tags,
  }
  workspace.sql
    .prepare('INSERT INTO import_mappings (headers, import_id, mapping, used_at) VALUES (?, ?, ?, ?)')
    .run(keyOf(names), importId, JSON.stringify(mapping), clock.now())
}

/** Forgets where the columns of an import went that is taken back. */
export function forgetMapping(sql: Database, importId: number): void {
  sql.prepare('DELETE FROM import_mappings WHERE import_id = ?').run(importId)
}

/** A mapping of before, for the columns of a file in its order. */
export interface RememberedMapping extends MappingChoices {
  /** When it was chosen. */
  readonly at: number
  /** Undefined where a column went to a field that is gone. */
  readonly targets: readonly (ColumnTarget | undefined)[]
}

/** Where the columns of the last file with these headers that was imported went; undefined where there was none. */
export function recallMapping(sql: Database, header: readonly string[]): RememberedMapping | undefined {
  const names = nameColumns(header)
  const row = sql
    .prepare(`
      SELECT mapping, used_at AS at FROM import_mappings JOIN imports ON imports.id = import_id
      WHERE headers = ? AND state = 'finished' ORDER BY import_id DESC LIMIT 1`)
    .get(keyOf(names)) as { mapping: string; at: number } | undefined
  if (!row) return undefined
  const { columns, ...choices } = JSON.parse(row.mapping) as StoredMapping
  const fields = new Set(sql.prepare('SELECT key FROM person_fields').pluck().all() as string[])
  const targets = names.map(name => {
    const column = columns[name]
    return column && recallTarget(column, fields)
  })
  return { ...choices, at: row.at, targets }
}

/** A field that was made then is there now, or is made again where that import was taken back. */
function recallTarget(
  { target, key }: StoredMapping['columns'][string],
  fields: ReadonlySet<string>,
): ColumnTarget | undefined {
  if (target.to === 'ignore') return target
  if (key !== null && (isBuiltInField(key) || fields.has(key))) {
    if (target.to === 'field') return { ...target, field: key }
    const { dateOrder, decimal, separator } = target
    return { to: 'field', field: key, dateOrder, decimal, separator }
  }
  return target.to === 'new-field' ? target : undefined
}

/** Columns by their folded names; of several with one name each is told apart by its number. */
function nameColumns(header: readonly string[]): string[] {
  const counts = new Map<string, number>()
  return header.map(name => {
    const word = wordsOf(name)
    const count = (counts.get(word) ?? 0) + 1
    counts.set(word, count)
    return count === 1 ? word : `${word}#${count}`
  })
}

function keyOf(names: readonly string[]): string {
  return JSON.stringify(names.toSorted())
}
