import { CsvError, Parser } from 'csv-parse'
import { UserError } from '../../../../shared/errors.ts'
import { createByteWindow } from './byte-window.ts'
import { explainLength, longestRecord } from './record-length.ts'
import type { RecordReader } from './record-reader.ts'
import { createRecut } from './recut-record.ts'

/** Takes text bit by bit; each promise resolves when the complete records in it were taken. */
export interface TextReader {
  write(bytes: Buffer): Promise<void>
  end(): Promise<void>
}

/**
 * Reads records with the full grammar of CSV. csv-parse hands each record to a function while it is written to:
 * pushing them through a stream costs more. Where a cell begins with a quotation mark the record is looked at again as it
 * stands in the text, because that is what csv-parse makes of text behind a closing mark, too.
 * @param start the number of the line before the text
 */
export function createQuotedReader(
  { delimiter, start }: { delimiter: string; start: number },
  take: RecordReader['take'],
): TextReader {
  const recut = createRecut(delimiter)
  const window = createByteWindow()
  /** Where the last complete record ended. */
  let taken = start
  const parser: Parser = new Parser({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells: string[]) => {
      taken = start + parser.info.lines
      const text = window.cut(parser.info.bytes)
      const found = cells.some(isQuoteLeft) ? recut(text()) : cells
      take(found ?? cells, taken, found ? undefined : 'row-unreadable')
      return null
    },
  })
  const explain = (error: Error): Error =>
    explainParsing(error, { opened: taken + 1, line: start + parser.info.lines })
  // Errors arrive by the functions below.
  parser.on('error', () => undefined).resume()
  return {
    write: bytes =>
      new Promise((resolve, reject) => {
        window.add(bytes)
        parser.write(bytes, error => (error ? reject(explain(error)) : resolve()))
      }),
    end: () =>
      new Promise((resolve, reject) => {
        parser.once('error', error => reject(explain(error)))
        parser.once('end', resolve)
        parser.end()
      }),
  }
}

/** Only such a cell can be one that csv-parse gave up on: it leaves the mark that opened it. */
function isQuoteLeft(cell: string): boolean {
  const first = cell.charCodeAt(0)
  return first === quoteCode || (first <= spaceCode && cell.trimStart().charCodeAt(0) === quoteCode)
}

const quoteCode = 34
const spaceCode = 32

/** A record that goes on over many lines was opened by a quotation mark in its first. */
function explainParsing(error: Error, { opened, line }: { opened: number; line: number }): Error {
  if (!(error instanceof CsvError)) return error
  const isLong = error.code === 'CSV_MAX_RECORD_SIZE'
  if (isLong && line <= opened) return explainLength(opened)
  if (isLong || error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new UserError('import/quote-open', { line: opened })
  }
  return new UserError('import/not-a-table', { line })
}
