import type { TextChunk } from './decode-text.ts'
import { takePlainRecords } from './plain-records.ts'
import type { RecordFault, RecordReader } from './record-reader.ts'
import { createQuotedReader, type TextReader } from './quoted-records.ts'
import { explainLength, longestRecord } from './record-length.ts'

export type { RecordReader } from './record-reader.ts'

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
  let hasZeros = false
  const input = createInput(delimiter, (cells, line, fault) => {
    if (line === 1 && delimiterLine.test(cells.join(delimiter))) return
    if (hasZeros) takeWithZeros(reader, { cells, line, fault })
    else reader.take(cells, line, fault)
  })
  let read = 0
  for await (const chunk of text) {
    hasZeros ||= chunk.bytes.includes(0)
    await input.write(chunk.bytes)
    read = chunk.read
    if (!(await reader.pause(read))) return
  }
  await input.end()
  await reader.pause(read)
}

/** Zero bytes around a text are what some databases fill it up with; one inside means that something is lost. */
function takeWithZeros(
  reader: RecordReader,
  { cells, line, fault }: { cells: string[]; line: number; fault: RecordFault | undefined },
): void {
  const bare = cells.map(cell => cell.replace(/^\0+|\0+$/g, ''))
  const isTorn = bare.some(cell => cell.includes('\0'))
  reader.take(bare, line, isTorn ? 'row-unreadable' : fault)
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
