import Sqlite, { type Database } from 'better-sqlite3'
import { rmSync } from 'node:fs'
import { UserError } from '../../../shared/errors.ts'
import { identify } from './watch-place.ts'

/** A connection that nothing refers to is closed by the garbage collector, and its lock with it. */
const held = new Set<Database>()

/**
 * Keeps other processes out of a workspace. The lock is an exclusive transaction on a file beside it, so the operating
 * system lets go of it when this process dies, however it dies.
 * @returns a function that lets go
 * @throws UserError `workspace/in-use` where another process holds it, `workspace/cannot-open` where the folder is
 *   missing or cannot be written
 */
export function lockWorkspace(path: string): () => void {
  const lockPath = `${path}.lock`
  for (;;) {
    const holder = openLock(lockPath, path)
    const opened = identify(lockPath)
    hold(holder, path)
    // Whoever held it before may have removed the file in between; then the lock is on a file that nobody else sees.
    if (opened !== undefined && opened === identify(lockPath)) {
      held.add(holder)
      return () => release(holder, lockPath)
    }
    holder.close()
  }
}

function openLock(lockPath: string, path: string): Database {
  try {
    return new Sqlite(lockPath, { timeout: 0 })
  } catch {
    throw new UserError('workspace/cannot-open', { path })
  }
}

function hold(holder: Database, path: string): void {
  try {
    holder.exec('BEGIN EXCLUSIVE')
  } catch {
    holder.close()
    throw new UserError('workspace/in-use', { path })
  }
}

/** The file is removed while it is still locked: afterwards it may be somebody else's lock. Windows keeps it. */
function release(holder: Database, lockPath: string): void {
  try {
    rmSync(lockPath, { force: true })
  } catch {
    // An open file cannot be removed there; an empty file that is left behind does no harm.
  }
  holder.close()
  held.delete(holder)
}
