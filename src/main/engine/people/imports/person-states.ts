import type { Database } from 'better-sqlite3'
import { nameKeyOf } from '../fold-name.ts'
import type { PersonState } from './merge-row.ts'

/** A person as they are in the workspace. */
export interface StoredState extends PersonState {
  readonly id: number
  readonly importId: number | null
  readonly nameKey: string
  readonly updatedAt: number
}

interface Row {
  readonly id: number
  readonly import_id: number | null
  readonly first_name: string | null
  readonly last_name: string | null
  readonly language: string | null
  readonly time_zone: string | null
  readonly country: string | null
  readonly fields: string
  readonly name_key: string
  readonly updated_at: number
}

/** Reads and writes people as far as imports change them. */
export interface PersonStates {
  /** By id; whoever is gone is left out. */
  read(ids: readonly number[]): Map<number, StoredState>
  /** Writes what differs. */
  write(before: StoredState, after: Omit<StoredState, 'id' | 'importId'>): void
}

/** The people of a workspace. */
export function createPersonStates(sql: Database): PersonStates {
  const find = sql.prepare(`
    SELECT id, import_id, first_name, last_name, language, time_zone, country, json(fields) AS fields, name_key, updated_at
    FROM people WHERE id IN (SELECT value FROM json_each(?))`)
  const columns =
    'first_name = @first_name, last_name = @last_name, language = @language, time_zone = @time_zone, country = @country'
  // A column that is named in an update counts as changed for triggers, so each is named only where it is.
  const fields = "fields = iif(typeof(fields) = 'blob', jsonb(@fields), @fields)"
  const prepare = (also: string) =>
    sql.prepare(`UPDATE people SET ${columns}${also}, updated_at = @updated_at WHERE id = @id`)
  const updates = {
    plain: prepare(''),
    name: prepare(', name_key = @name_key'),
    fields: prepare(`, ${fields}`),
    both: prepare(`, name_key = @name_key, ${fields}`),
  }
  return {
    read(ids) {
      const rows = find.all(JSON.stringify(ids)) as Row[]
      return new Map(rows.map(row => [row.id, toState(row)]))
    },
    write(before, after) {
      const isName = before.nameKey !== after.nameKey
      const isFields = before.fields !== after.fields
      const update = isName ? (isFields ? 'both' : 'name') : isFields ? 'fields' : 'plain'
      const values = {
        ...after.columns,
        updated_at: after.updatedAt,
        id: before.id,
        ...(isName ? { name_key: after.nameKey } : {}),
        ...(isFields ? { fields: JSON.stringify(after.fields) } : {}),
      }
      updates[update].run(values)
    },
  }
}

/** What a person of this name is sorted by. */
export function nameKeyOfState({ columns }: PersonState): string {
  return nameKeyOf(columns.first_name, columns.last_name)
}

function toState(row: Row): StoredState {
  const { id, import_id: importId, name_key: nameKey, updated_at: updatedAt, fields, ...columns } = row
  return { id, importId, nameKey, updatedAt, columns, fields: JSON.parse(fields) as Record<string, string> }
}
