import type { Database } from 'better-sqlite3'
import type { KeptFile } from '../../../shared/contract/load-files.ts'
import type { FileAccess } from '../context.ts'

/** A file that activities read, as it is stored. */
export interface KeptRow {
  readonly key: string
  readonly name: string
  /** The key under which the host knows where it lies; null for one that was handed over as a copy. */
  readonly place: string | null
  readonly bytes: number
  readonly keptAt: number
  /** When the copy in the workspace was made; null where there is none. */
  readonly copiedAt: number | null
}

/** The stored row of a kept file; undefined for one that was chosen in another workspace. */
export function findKept(sql: Database, key: string): KeptRow | undefined {
  return sql
    .prepare(
      `SELECT key, name, place, bytes, kept_at AS keptAt, copied_at AS copiedAt FROM kept_files WHERE key = ?`,
    )
    .get(key) as KeptRow | undefined
}

/** A kept file as a window sees it. */
export function toKeptFile({ key, name, place, bytes, copiedAt }: KeptRow, files: FileAccess): KeptFile {
  const path = place === null ? undefined : files.placeOf(place)
  return { key, name, bytes, copiedAt, path: path ?? null, hasPlace: place !== null }
}
