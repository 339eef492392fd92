import type { TextChunk } from './decode-text.ts'
import { takePlainRecords } from './plain-records.ts'
import { createQuotedReader, explainLength, longestRecord, type TextReader } from './quoted-records.ts'

/** Why the cells of a record are not to be trusted. */
export type RecordFault = 'row-unreadable'

export interface RecordReader {
  /**
   * Called for each record with the line in the file on which it ends, which grows from record to record; lines
   * without anything are passed over.
   */
  take(cells: string[], line: number, fault?: RecordFault): void
  /** Called when all records that lie in some text were taken; false stops the reading. */
  pause(read: number): boolean | Promise<boolean>
}

/** The line by which a spreadsheet program names the delimiter of a file; it is no row. */
export const delimiterLine = /^"?sep=(.)"?(?:[\r\n]|$)/i

/**
 * Reads text as records of cells, one stretch of text at a time, so that memory does not grow with the file.
 * @throws UserError `import/row-too-long`, `import/quote-open`, `import/not-a-table`
 */
export async function readRecords(
  text: AsyncIterable<TextChunk>,
  delimiter: string,
  reader: RecordReader,
): Promise<void> {
  const input = createInput(delimiter, (cells, line) => {
    if (line === 1 && delimiterLine.test(cells.join(delimiter))) return
    reader.take(cells, line)
  })
  let read = 0
  for await (const chunk of text) {
    await input.write(chunk.bytes)
    read = chunk.read
    if (!(await reader.pause(read))) return
  }
  await input.end()
  await reader.pause(read)
}

const quote = '"'

/** Cuts plain text by itself until the first quotation mark, and leaves the rest to the parser. */
function createInput(delimiter: string, take: RecordReader['take']): TextReader {
  let quoted: TextReader | undefined
  let rest = ''
  let line = 0

  return {
    async write(bytes) {
      if (!quoted && bytes.includes(quote)) {
        quoted = createQuotedReader({ delimiter, start: line }, take)
        await quoted.write(Buffer.from(rest))
      }
      if (quoted) return quoted.write(bytes)
      ;({ rest, line } = takePlainRecords(rest + bytes.toString(), { delimiter, start: line }, take))
      if (rest.length > longestRecord) throw explainLength(line + 1)
    },
    async end() {
      if (quoted) return quoted.end()
      takePlainRecords(`${rest.replace(/[\r\n]$/, '')}\n`, { delimiter, start: line }, take)
    },
  }
}
