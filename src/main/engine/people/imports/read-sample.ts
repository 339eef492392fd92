import type { FileReading } from '../../../../shared/contract/imports.ts'
import { readTable } from './read-table.ts'
import { takeSample, type Sample } from './take-sample.ts'
import type { TextSource } from './text-source.ts'
import { sampleWorkbook } from './workbook/sample-sheet.ts'

/**
 * The first records of a source. Of a workbook it reads no more shared strings than they need, which may be millions.
 * @throws UserError those of `readTable`
 */
export function readSample(source: TextSource, reading: FileReading): Promise<Sample> {
  if (reading.format === 'workbook') return sampleWorkbook(source, reading)
  return takeSample(reader => readTable(source, reading, reader))
}
