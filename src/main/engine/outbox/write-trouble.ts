import Sqlite from 'better-sqlite3'
import type { Trouble } from '../database/trouble.ts'

/** Why the workspace could not be written, for people; undefined where another program only held it for a moment. */
export function writeTrouble(error: unknown): Trouble | undefined {
  if (!(error instanceof Sqlite.SqliteError)) return { code: 'workspace/cannot-write', data: { detail: '' } }
  if (error.code.startsWith('SQLITE_BUSY')) return undefined
  if (error.code.startsWith('SQLITE_FULL')) return { code: 'workspace/disk-full', data: {} }
  return { code: 'workspace/cannot-write', data: { detail: error.code } }
}
