import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileUse } from '../../../shared/activities/load-file.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { openFile, type TextSource } from '../people/imports/text-source.ts'
import { toFileName } from '../../../shared/file-name.ts'
import { findKept, type KeptRow } from './kept-file.ts'

/** Which file, and where it is read. */
export interface FileChoice {
  readonly key: string
  readonly name: string
  readonly use: FileUse
}

/**
 * Opens a kept file for as long as some work takes: at its place, or as the copy that lies in the workspace.
 * @throws UserError `load/not-chosen-here` where this machine or this workspace does not know it, `load/file-gone`,
 *   `load/file-empty`, and those of `openFile`
 */
export async function withKeptFile<T>(
  context: EngineContext,
  { key, name, use }: FileChoice,
  work: (source: TextSource) => Promise<T>,
): Promise<T> {
  const row = findKept(context.workspace.sql, key)
  if (!row) throw new UserError('load/not-chosen-here', { file: name })
  return use === 'copy' ? withCopy(context, row, work) : work(await openPlace(context, row))
}

async function openPlace({ files }: EngineContext, { name, place }: KeptRow): Promise<TextSource> {
  const path = place === null ? undefined : files.placeOf(place)
  if (path === undefined) throw new UserError('load/not-chosen-here', { file: name })
  return openNamed(path)
}

/** A workbook is read from its end, so the copy has to lie in a file; it goes when the work is done. */
async function withCopy<T>(
  { workspace }: EngineContext,
  { key, name, copiedAt }: KeptRow,
  work: (source: TextSource) => Promise<T>,
): Promise<T> {
  if (copiedAt === null) throw new UserError('load/not-chosen-here', { file: name })
  const folder = await mkdtemp(join(tmpdir(), 'campanile-'))
  try {
    const path = join(folder, toFileName(name))
    const pieces = workspace.sql
      .prepare('SELECT bytes FROM kept_file_pieces WHERE key = ? AND copied_at = ? AND position = ?')
      .pluck()
    await pipeline(
      Readable.from(readPieces(position => pieces.get(key, copiedAt, position))),
      createWriteStream(path),
    )
    return await work(await openNamed(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function* readPieces(read: (position: number) => unknown): Generator<Buffer> {
  for (let position = 0; ; position += 1) {
    const bytes = read(position)
    if (!Buffer.isBuffer(bytes)) return
    yield bytes
  }
}

async function openNamed(path: string): Promise<TextSource> {
  try {
    return await openFile(path)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const file = basename(path)
    if (error.code === 'import/file-missing') throw new UserError('load/file-gone', { file, path })
    if (error.code === 'import/empty') throw new UserError('load/file-empty', { file })
    throw error
  }
}
