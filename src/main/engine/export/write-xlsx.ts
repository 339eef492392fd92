import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { rowsOfSheet, sheetEnd, sheetStart, writeSheetRow } from './sheet-xml.ts'
import type { Cell, Table } from './table.ts'
import { sheetPath, workbookParts } from './workbook-parts.ts'

/** How a workbook is written. */
export interface WorkbookOptions {
  /** Epoch ms, for the entries of the archive. */
  readonly at: number
  /** The most rows of one sheet without its header. */
  readonly rowsPerSheet?: number
}

/**
 * A table as a workbook (ECMA-376), packed while it is written; with more rows than a sheet has, in several sheets,
 * each with the headers. An error of the rows ends the stream with it.
 */
export function writeXlsx(table: Table, { at, rowsPerSheet = rowsOfSheet - 1 }: WorkbookOptions): Readable {
  const sheets = Math.max(1, Math.ceil(table.total / rowsPerSheet))
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fail = (error: unknown): void =>
    void output.destroy(error instanceof Error ? error : new Error(String(error)))
  zip.on('error', fail)
  const entry = { mtime: new Date(at), mode: 0o100644 }
  const names = Array.from({ length: sheets }, (_, index) => String(index + 1))
  for (const [path, xml] of Object.entries(workbookParts(names))) {
    zip.addBuffer(Buffer.from(xml), path, entry)
  }
  const rows = splitRows(table)
  for (let sheet = 0; sheet < sheets; sheet++) {
    const limit = sheet === sheets - 1 ? Number.POSITIVE_INFINITY : rowsPerSheet
    zip.addReadStreamLazy(sheetPath(sheet), { ...entry, compressionLevel: 4 }, give => {
      const xml = Readable.from(writeSheet(table.headers, rows, limit), { objectMode: false })
      xml.on('error', fail)
      give(null, xml)
    })
  }
  zip.end()
  return output
}

/** Hands out rows in pieces of a wanted length, whatever the pieces were that they came in. */
interface RowQueue {
  take(most: number): Promise<readonly (readonly Cell[])[]>
}

function splitRows(table: Table): RowQueue {
  const source = table.pieces()[Symbol.asyncIterator]()
  let rest: readonly (readonly Cell[])[] = []
  return {
    async take(most) {
      while (rest.length === 0) {
        const next = await source.next()
        if (next.done) return []
        rest = next.value
      }
      const taken = rest.slice(0, most)
      rest = rest.slice(taken.length)
      return taken
    },
  }
}

async function* writeSheet(
  headers: readonly string[],
  rows: RowQueue,
  limit: number,
): AsyncGenerator<Buffer> {
  yield Buffer.from(sheetStart + writeSheetRow(headers, ' s="1"'))
  for (let left = limit; left > 0;) {
    const piece = await rows.take(left)
    if (piece.length === 0) break
    left -= piece.length
    yield Buffer.from(piece.map(cells => writeSheetRow(cells)).join(''))
  }
  yield Buffer.from(sheetEnd)
}
