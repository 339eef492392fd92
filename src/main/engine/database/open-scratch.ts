import Sqlite, { type Database } from 'better-sqlite3'

/**
 * A database for one piece of work, in a file without a name that is gone once it is closed, or once the program ends
 * in whichever way. What fits into 8 MB never reaches the disk.
 */
export function openScratch(): Database {
  const scratch = new Sqlite('')
  scratch.pragma('journal_mode = OFF')
  scratch.pragma('synchronous = OFF')
  scratch.pragma('cache_size = -8192')
  return scratch
}
