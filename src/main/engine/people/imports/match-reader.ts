import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import type { PersonState } from './merge-row.ts'
import { givenColumns, type GivenValues } from './write-matches.ts'

/** A row whose number somebody has. */
export interface MatchedRow {
  readonly personId: number
  /** What the row says; null where it is to change nothing. */
  readonly state: PersonState | null
}

/** Reads the rows of an import that wait to be put into people. */
export interface MatchReader {
  readonly total: number
  /** In the order of people, and for each in the order of the file. */
  pieces(): AsyncGenerator<readonly MatchedRow[]>
}

/** Rows that are put into people between two breaths. */
const rowsAtOnce = 500
/** Rows that are sorted at once, some 15 ms. People whose rows lie further apart are met again, in the order of the file. */
const rowsSorted = 2 ** 17
const rowsLooked = 10_000

/** The rows that wait at this moment. Those that were handed out are gone when the next sorted stretch begins. */
export function createMatchReader(sql: Database, importId: number): MatchReader {
  const last = sql
    .prepare('SELECT coalesce(max(position), 0) FROM import_matches WHERE import_id = ?')
    .pluck()
  const total = last.get(importId) as number
  const read = sql.prepare(`
    SELECT person_id AS personId, given, fields FROM import_matches
    WHERE import_id = ? AND position IN (SELECT value FROM json_each(?)) ORDER BY person_id, position`)
  return {
    total,
    async *pieces() {
      for (let first = 1; first <= total; first += rowsSorted) {
        const positions = await sortByPerson(sql, { importId, first, count: rowsSorted })
        for (let at = 0; at < positions.length; at += rowsAtOnce) {
          const some = JSON.stringify([...positions.subarray(at, at + rowsAtOnce)])
          yield (read.all(importId, some) as StoredMatch[]).map(toRow)
        }
        await removeMatches(sql, importId, first + rowsSorted)
      }
    },
  }
}

/** Removes the waiting rows up to a position, or all of them. */
export async function removeMatches(
  sql: Database,
  importId: number,
  end: number = Number.MAX_SAFE_INTEGER,
): Promise<void> {
  const remove = sql.prepare(
    `DELETE FROM import_matches WHERE import_id = @importId AND position < min(@end,
       (SELECT min(position) FROM import_matches WHERE import_id = @importId) + ${rowsLooked})`,
  )
  while (sql.open && remove.run({ importId, end }).changes > 0) await breathe()
}

interface StoredMatch {
  readonly personId: number
  readonly given: string | null
  readonly fields: string | null
}

/** The positions of a stretch of rows, by the ids of their people: an id and a place in the stretch fit into one number. */
async function sortByPerson(
  sql: Database,
  { importId, first, count }: { readonly importId: number; readonly first: number; readonly count: number },
): Promise<Float64Array> {
  const read = sql
    .prepare(
      'SELECT person_id FROM import_matches WHERE import_id = ? AND position BETWEEN ? AND ? ORDER BY position',
    )
    .pluck()
  const keys = new Float64Array(count)
  let size = 0
  for (let at = first; at < first + count; at += rowsLooked) {
    const end = Math.min(at + rowsLooked, first + count) - 1
    for (const personId of read.all(importId, at, end) as number[]) {
      keys[size] = personId * count + size
      size += 1
    }
    await breathe()
  }
  const sorted = keys.subarray(0, size).sort()
  return sorted.map(key => first + (key % count))
}

function toRow({ personId, given, fields }: StoredMatch): MatchedRow {
  if (given === null) return { personId, state: null }
  const values = JSON.parse(given) as GivenValues
  const columns = Object.fromEntries(givenColumns.map((column, index) => [column, values[index] ?? null]))
  return {
    personId,
    state: {
      columns: columns as PersonState['columns'],
      fields: JSON.parse(fields ?? '{}') as Record<string, string>,
    },
  }
}
