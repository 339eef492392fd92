import Sqlite, { type Database } from 'better-sqlite3'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../../../shared/errors.ts'
import { openWorkspace, type Workspace } from './open.ts'

/** How a copy is made: who may cut it off, and whom to tell how far it is. */
export interface CopyOptions {
  readonly signal: AbortSignal
  readonly tell: (done: number, of: number) => void
}

/** Where the copy of a workspace lies; there is one at a time. */
export function copyPathOf(path: string): string {
  return `${path}.rehearsal`
}

/** Pages of one piece: one or two ms. */
const pagesAtOnce = 64
/** Beside the copy itself, what is written while it is worked with. */
const room = 1.5

/**
 * Copies an open workspace as it is at this moment and opens the copy, while everything else goes on. Closing the copy
 * removes it. It is read from a connection of its own, whose snapshot stays whatever is written meanwhile.
 * @throws UserError `workflow/rehearsal-no-room`; DOMException `AbortError` once the signal is set
 */
export async function copyWorkspace({ path }: Workspace, options: CopyOptions): Promise<Workspace> {
  const copy = copyPathOf(path)
  removeCopy(path)
  const source = new Sqlite(path, { readonly: true })
  try {
    source.exec('BEGIN')
    refuseSmallDisk({ needed: sizeOf(source) * room, free: freeBytes(dirname(copy)) })
    // People's numbers are nobody else's business on a machine with several users.
    writeFileSync(copy, '', { mode: 0o600 })
    await fill(source, copy, options)
    options.signal.throwIfAborted()
    return openCopy(copy, () => removeCopy(path))
  } catch (error) {
    removeCopy(path)
    if (error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL') throw noRoom(sizeOf(source), 0)
    throw error
  } finally {
    source.close()
  }
}

/** Where a scanner looks at a file on Windows, it is asked again for a moment, which only this option of a folder does. */
const removal = { force: true, recursive: true, maxRetries: 3, retryDelay: 30 } as const

/** Removes what a rehearsal has left that was cut off by the end of the program. */
export function removeCopy(path: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal', '.lock']) {
    rmSync(`${copyPathOf(path)}${ending}`, removal)
  }
}

/** @throws UserError `workflow/rehearsal-no-room` where a copy of so many bytes does not fit */
export function refuseSmallDisk({ needed, free }: { readonly needed: number; readonly free: number }): void {
  if (free < needed) throw noRoom(needed, free)
}

function noRoom(needed: number, free: number): UserError {
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000)
  return new UserError('workflow/rehearsal-no-room', { needed: megabytes(needed), free: megabytes(free) })
}

function sizeOf(sql: Database): number {
  const pages = Number(sql.pragma('page_count', { simple: true }))
  return pages * Number(sql.pragma('page_size', { simple: true }))
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

async function fill(source: Database, copy: string, { signal, tell }: CopyOptions): Promise<void> {
  const file = await open(copy, 'r+')
  const flushed = createFlush(file)
  try {
    await source.backup(copy, {
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted()
        tell(totalPages - remainingPages, totalPages)
        return remainingPages > pagesAtOnce || flushed() ? pagesAtOnce : 0
      },
    })
  } finally {
    await file.close()
  }
}

/**
 * The last piece of a copy waits inside SQLite until all of it is on the disk, and everybody with it. So all but that
 * piece is written out beforehand, beside the thread. Asked again and again; true once that is done.
 */
function createFlush(file: FileHandle): () => boolean {
  let state: 'dirty' | 'flushing' | 'flushed' = 'dirty'
  return () => {
    if (state === 'dirty') {
      state = 'flushing'
      // A disk that cannot do it makes the last piece slow, and nothing worse.
      void file
        .datasync()
        .catch(() => undefined)
        .then(() => (state = 'flushed'))
    }
    return state === 'flushed'
  }
}

/** Nothing of a copy has to outlive a failure of the machine, so nothing waits for the disk. */
function openCopy(path: string, remove: () => void): Workspace {
  const workspace = openWorkspace(path)
  workspace.sql.pragma('synchronous = OFF')
  workspace.ledger.pragma('synchronous = OFF')
  return {
    ...workspace,
    close() {
      workspace.close()
      remove()
    },
  }
}
