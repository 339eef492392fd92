import type { FileReading } from '../../../../../shared/contract/imports.ts'
import { explainLength, longestRecord } from '../record-length.ts'
import type { RecordReader } from '../record-reader.ts'
import type { TextSource } from '../text-source.ts'
import { withWorkbook, type Workbook } from './open-workbook.ts'
import { readXml } from './read-xml.ts'
import { readSharedStrings, type SharedStrings } from './shared-strings.ts'
import { createRowReader, type RawRow } from './sheet-rows.ts'

/** How a workbook is read. */
export type WorkbookReading = Extract<FileReading, { format: 'workbook' }>

/** Some 5 ms of work. Many more would outlive two collections of what reading them left behind, and pile up. */
const rowsAtOnce = 200
/** Pieces of the shared strings between two looks at whether the reading goes on. */
const chunksAtOnce = 16

/**
 * Reads a sheet of a workbook as records, each with the number of its row. Empty rows are passed over, as are those
 * above the table.
 * @throws UserError those of `withWorkbook`, `import/no-sheet`
 */
export function readWorkbook(
  source: TextSource,
  reading: WorkbookReading,
  reader: RecordReader,
): Promise<void> {
  return withWorkbook(source, async book => {
    const strings = await readAllStrings(book, reader)
    if (!strings) return
    try {
      await readRows(book, { strings, reading }, reader)
    } finally {
      strings.close()
    }
  })
}

/** Nothing where the reading was stopped. */
async function readAllStrings(
  { name, strings: part }: Workbook,
  { pause }: RecordReader,
): Promise<SharedStrings | undefined> {
  let chunks = 0
  let goesOn = true
  const strings = await readSharedStrings(name, part, {
    async pause(packed) {
      chunks += 1
      if (chunks % chunksAtOnce === 0) goesOn = await pause(packed)
      return goesOn
    },
  })
  if (goesOn) return strings
  strings.close()
  return undefined
}

async function readRows(
  book: Workbook,
  { strings, reading }: { strings: SharedStrings; reading: WorkbookReading },
  { take, pause }: RecordReader,
): Promise<void> {
  const before = book.strings?.packedBytes ?? 0
  let rows = 0
  let read = before
  const cells = createRowReader(book.rules, {
    row(row) {
      if (row.number < reading.firstRow) return
      rows += 1
      take(cellsOf(row, strings), row.number)
    },
  })
  await readXml(book.name, book.sheet(reading.sheet).part, {
    ...cells,
    async pause(packed) {
      read = before + packed
      if (rows < rowsAtOnce) return true
      rows = 0
      return pause(read)
    },
  })
  await pause(read)
}

/** The texts of a row. @throws UserError `import/row-too-long` */
export function cellsOf({ cells, number }: RawRow, strings: SharedStrings): string[] {
  let length = 0
  const texts = cells.map(cell => {
    const text = typeof cell === 'number' ? strings.at(cell) : cell
    length += text.length
    if (length > longestRecord) throw explainLength(number)
    return text
  })
  return texts
}
