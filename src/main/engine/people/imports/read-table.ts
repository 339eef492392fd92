import type { FileReading } from '../../../../shared/contract/imports.ts'
import { decodeText } from './decode-text.ts'
import { readNumbers } from './numbers/read-numbers.ts'
import { readRecords } from './read-records.ts'
import type { RecordReader } from './record-reader.ts'
import type { TextSource } from './text-source.ts'
import { readCards } from './vcard/read-cards.ts'
import { readWorkbook } from './workbook/read-workbook.ts'

/**
 * Reads any source as records, in the way that was guessed or chosen. Where the reading has a header, the first record
 * is that.
 * @throws UserError those of `decodeText`, `readRecords` and `readWorkbook`
 */
export async function readTable(
  source: TextSource,
  reading: FileReading,
  reader: RecordReader,
): Promise<void> {
  switch (reading.format) {
    case 'delimited':
      return readRecords(decodeText(source, reading.encoding), reading.delimiter, reader)
    case 'numbers':
      return readNumbers(decodeText(source, reading.encoding), reading, reader)
    case 'vcard':
      return readCards(source, reading, reader)
    case 'workbook':
      return readWorkbook(source, reading, reader)
  }
}
