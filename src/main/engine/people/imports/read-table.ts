import type { FileReading } from '../../../../shared/contract/imports.ts'
import { decodeText } from './decode-text.ts'
import { readRecords, type RecordReader } from './read-records.ts'
import type { TextSource } from './text-source.ts'

/**
 * Reads any source as records, in the way that was guessed or chosen. Where the reading has a header, the first record
 * is that.
 * @throws UserError those of `decodeText` and `readRecords`
 */
export async function readTable(
  source: TextSource,
  reading: FileReading,
  reader: RecordReader,
): Promise<void> {
  switch (reading.format) {
    case 'delimited':
      return readRecords(decodeText(source, reading.encoding), reading.delimiter, reader)
    default:
      throw new Error(`Nothing reads ${reading.format} yet`)
  }
}
