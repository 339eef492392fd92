import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ExportFormat } from '../../../shared/contract/exports.ts'
import { UserError } from '../../../shared/errors.ts'
import { putInPlace } from '../files/put-in-place.ts'
import type { Cell, Table } from './table.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

/** Where and how a table is written. */
export interface SaveOptions {
  readonly path: string
  readonly format: ExportFormat
  /** Epoch ms. */
  readonly at: number
  readonly signal: AbortSignal
  /** Hears how many rows have been written. */
  tell(rows: number): void
}

/**
 * Writes a table to a file, which appears when it is whole.
 * @returns how many rows there are, and false when it was cut off: then nothing is left of it
 * @throws UserError `export/cannot-save`
 */
export async function saveTable(
  table: Table,
  { path, format, at, signal, tell }: SaveOptions,
): Promise<{ rows: number; isWhole: boolean }> {
  const unfinished = `${path}.part`
  let rows = 0
  const counted: Table = {
    ...table,
    pieces: () => count(table, piece => tell((rows += piece.length))),
  }
  try {
    const source = format === 'csv' ? Readable.from(writeCsv(counted)) : writeXlsx(counted, { at })
    await pipeline(source, createWriteStream(unfinished), { signal })
    await putInPlace(unfinished, path)
    return { rows, isWhole: true }
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    if (signal.aborted) return { rows: 0, isWhole: false }
    throw explain(error, path)
  }
}

async function* count(
  table: Table,
  note: (piece: readonly (readonly Cell[])[]) => void,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const piece of table.pieces()) {
    note(piece)
    yield piece
  }
}

function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^E[A-Z]+$/.test(code)
    ? new UserError('export/cannot-save', { file: basename(path), reason: code })
    : error
}
