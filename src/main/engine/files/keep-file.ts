import type { Database } from 'better-sqlite3'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { openFile } from '../people/imports/text-source.ts'
import { breathe } from '../people/breathe.ts'
import { findKept, type KeptRow } from './kept-file.ts'

/** A piece of a copy; writing one takes some milliseconds. */
const pieceBytes = 1024 * 1024
/** How long a file that no workflow names is kept: an undo may name it again. */
const forgottenAfterMs = 30 * 86_400_000

/**
 * Keeps a file that a person has just chosen, so that activities can read it again. Where the host has no lasting place
 * for it, as in a browser, it is copied at once.
 * @throws UserError `file/not-granted`, and those of `openFile`
 */
export async function keepFile(context: EngineContext, ref: string): Promise<KeptRow> {
  const { files, clock, workspace } = context
  const { sql } = workspace
  await forgetUnused(context)
  const path = files.locate(ref)
  const { name, bytes } = await openFile(path)
  const place = files.keep(ref) ?? null
  const known = place === null ? undefined : findByPlace(sql, place)
  if (known) return known
  const key = newKey(context)
  const row = { key, name, place, bytes, keptAt: clock.now(), copiedAt: null }
  sql.prepare('INSERT INTO kept_files VALUES (@key, @name, @place, @bytes, @keptAt, @copiedAt)').run(row)
  return place === null ? copyFrom(context, row, path) : row
}

/**
 * Copies a file into the workspace as it is now, in place of an earlier copy.
 * @throws UserError `load/not-chosen-here`, and those of `openFile`
 */
export async function copyKept(context: EngineContext, key: string): Promise<KeptRow> {
  const row = findKept(context.workspace.sql, key)
  const path = row?.place == null ? undefined : context.files.placeOf(row.place)
  if (!row || path === undefined) throw new UserError('load/not-chosen-here', { file: row?.name ?? '' })
  return copyFrom(context, row, path)
}

/** The old copy is there until the new one is whole. */
async function copyFrom({ workspace, clock }: EngineContext, row: KeptRow, path: string): Promise<KeptRow> {
  const { sql } = workspace
  const source = await openFile(path)
  const copiedAt = Math.max(clock.now(), (row.copiedAt ?? 0) + 1)
  const add = sql.prepare(
    'INSERT INTO kept_file_pieces (key, copied_at, position, bytes) VALUES (?, ?, ?, ?)',
  )
  let position = 0
  for await (const piece of piecesOf(source.open())) {
    add.run(row.key, copiedAt, position, piece)
    position += 1
    await breathe()
  }
  sql
    .prepare('UPDATE kept_files SET copied_at = ?, bytes = ? WHERE key = ?')
    .run(copiedAt, source.bytes, row.key)
  await removePieces(sql, row.key, copiedAt)
  return { ...row, copiedAt, bytes: source.bytes }
}

async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const chunk of chunks) {
    waiting.push(chunk)
    length += chunk.length
    if (length < pieceBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}

/** Pieces of other copies, also of those that were cut off. */
async function removePieces(sql: Database, key: string, but: number): Promise<void> {
  const remove = sql.prepare(
    'DELETE FROM kept_file_pieces WHERE id = (SELECT id FROM kept_file_pieces WHERE key = ? AND copied_at <> ? LIMIT 1)',
  )
  while (remove.run(key, but).changes > 0) await breathe()
}

/** Files that were chosen long ago and that no workflow names, neither drawn nor published. */
async function forgetUnused({ workspace, clock }: EngineContext): Promise<void> {
  const { sql } = workspace
  const unused = sql
    .prepare(
      `SELECT key FROM kept_files WHERE kept_at < ?
       AND NOT EXISTS (SELECT 1 FROM workflows WHERE instr(document, key) > 0)
       AND NOT EXISTS (SELECT 1 FROM workflow_versions WHERE instr(document, key) > 0)`,
    )
    .pluck()
    .all(clock.now() - forgottenAfterMs) as string[]
  for (const key of unused) {
    sql.prepare('DELETE FROM kept_files WHERE key = ?').run(key)
    await removePieces(sql, key, -1)
  }
}

function findByPlace(sql: Database, place: string): KeptRow | undefined {
  const key = sql.prepare('SELECT key FROM kept_files WHERE place = ?').pluck().get(place)
  return typeof key === 'string' ? findKept(sql, key) : undefined
}

/** Workflows travel between workspaces, so a key must not mean another file there. */
function newKey({ random }: EngineContext): string {
  const part = (): string =>
    random
      .integer(36 ** 8)
      .toString(36)
      .padStart(8, '0')
  return `${part()}${part()}`
}
