import Sqlite, { type Database } from 'better-sqlite3'
import { chmodSync, closeSync, existsSync, openSync, readSync } from 'node:fs'
import { UserError } from '../../../shared/errors.ts'
import { foldName } from '../people/fold-name.ts'
import { lockWorkspace } from './lock.ts'
import { loadMigrations, migrate, type Migration } from './migrate.ts'
import { watchPlace } from './watch-place.ts'

/** Marks a file as a Campanile workspace ("CAMP" in ASCII). */
const applicationId = 0x43_41_4d_50

/**
 * The open workspace. `sql` is the connection for everything; `ledger` is a second one whose commits are
 * on disk when they return: only claims and settlements pay for that. No transaction may span an `await`.
 */
export interface Workspace {
  readonly path: string
  readonly sql: Database
  readonly ledger: Database
  /** Whether what is written is still found at the path: the file may be moved or replaced under the program. */
  isInPlace(): boolean
  close(): void
}

/**
 * Opens or creates a workspace file and brings it up to date.
 * @throws UserError `workspace/not-a-workspace`, `workspace/damaged-file`, `workspace/read-only`, `workspace/in-use`, `workspace/newer`,
 *   `workspace/cannot-open`; the file is not touched in any of these cases
 */
export function openWorkspace(path: string, migrations: readonly Migration[] = loadMigrations()): Workspace {
  const unlock = lockWorkspace(path)
  const open: Database[] = []
  try {
    const sql = openConnection(path, { synchronous: 'NORMAL', cacheKilobytes: 32_768 })
    open.push(sql)
    refuseForeignFile(sql, path)
    sql.pragma('journal_mode = WAL')
    // Pages that are written again and again by one piece of work reach the file once in 16 MB of log.
    sql.pragma('wal_autocheckpoint = 4000')
    migrate(sql, migrations)
    sql.pragma(`application_id = ${applicationId}`)
    const ledger = openConnection(path, { synchronous: 'FULL', cacheKilobytes: 8192 })
    open.push(ledger)
    return {
      path,
      sql,
      ledger,
      isInPlace: watchPlace(path),
      close() {
        ledger.close()
        sql.close()
        unlock()
      },
    }
  } catch (error) {
    for (const connection of open) connection.close()
    unlock()
    throw explain(error, path)
  }
}

function openConnection(
  path: string,
  { synchronous, cacheKilobytes }: { synchronous: 'NORMAL' | 'FULL'; cacheKilobytes: number },
): Database {
  const isNew = !existsSync(path)
  const connection = new Sqlite(path)
  // People's numbers are nobody else's business on a machine with several users.
  if (isNew) chmodSync(path, 0o600)
  connection.pragma(`synchronous = ${synchronous}`)
  connection.pragma('foreign_keys = ON')
  connection.pragma('busy_timeout = 5000')
  connection.pragma(`cache_size = -${cacheKilobytes}`)
  connection.pragma('temp_store = MEMORY')
  connection.function('fold_text', { deterministic: true }, text =>
    typeof text === 'string' ? foldName(text) : text,
  )
  return connection
}

function refuseForeignFile(sql: Database, path: string): void {
  const id = Number(sql.pragma('application_id', { simple: true }))
  const tables = Number(sql.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  if (tables > 0 && id !== applicationId) throw new UserError('workspace/not-a-workspace', { path })
}

/** What SQLite keeps in the header of a file (https://sqlite.org/fileformat.html, 1.3). */
const header = { bytes: 100, magic: 'SQLite format 3\0', applicationId: 68 }

/** Whether a file that cannot be read begins like a workspace. */
function isOurs(path: string): boolean {
  const start = Buffer.alloc(header.bytes)
  const file = openSync(path, 'r')
  try {
    readSync(file, start, 0, header.bytes, 0)
  } finally {
    closeSync(file)
  }
  const isSqlite = start.toString('latin1', 0, header.magic.length) === header.magic
  return isSqlite && start.readUInt32BE(header.applicationId) === applicationId
}

function explain(error: unknown, path: string): unknown {
  const code = error instanceof Sqlite.SqliteError ? error.code : ''
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    return new UserError(isOurs(path) ? 'workspace/damaged-file' : 'workspace/not-a-workspace', { path })
  }
  if (code.startsWith('SQLITE_IOERR')) return new UserError('workspace/cannot-open', { path })
  if (code.startsWith('SQLITE_READONLY')) return new UserError('workspace/read-only', { path })
  if (code.startsWith('SQLITE_BUSY')) return new UserError('workspace/in-use', { path })
  if (code.startsWith('SQLITE_FULL')) return new UserError('workspace/disk-full', { path })
  if (code.startsWith('SQLITE_CANTOPEN')) return new UserError('workspace/cannot-open', { path })
  if (error instanceof TypeError) return new UserError('workspace/cannot-open', { path })
  return error
}
