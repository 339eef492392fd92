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
  const updates = prepareUpdates(sql)
  return {
    read(ids) {
      const rows = find.all(JSON.stringify(ids)) as Row[]
      return new Map(rows.map(row => [row.id, toState(row)]))
    },
    write(before, after) {
      const [isNamed, hasFields] = [before.columns !== after.columns, before.fields !== after.fields]
      const values: (string | number | null)[] = []
      if (isNamed) {
        const { first_name, last_name, language, time_zone, country } = after.columns
        values.push(first_name, last_name, language, time_zone, country, after.nameKey)
      }
      const fields = hasFields ? JSON.stringify(after.fields) : ''
      if (hasFields) values.push(fields, fields)
      updates[isNamed ? (hasFields ? 'both' : 'columns') : hasFields ? 'fields' : 'none'].run(
        ...values,
        after.updatedAt,
        before.id,
      )
    },
  }
}

/** What is named in an update is written and looked at by triggers, so each part is named only where it differs. */
function prepareUpdates(sql: Database) {
  const columns = 'first_name = ?, last_name = ?, language = ?, time_zone = ?, country = ?, name_key = ?,'
  const fields = "fields = iif(typeof(fields) = 'blob', jsonb(?), ?),"
  const prepare = (parts: string) => sql.prepare(`UPDATE people SET ${parts} updated_at = ? WHERE id = ?`)
  return {
    none: prepare(''),
    columns: prepare(columns),
    fields: prepare(fields),
    both: prepare(`${columns} ${fields}`),
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
