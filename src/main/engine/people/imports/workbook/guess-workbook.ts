import type { ReadingChoice } from '../../../../../shared/contract/imports.ts'
import { UserError } from '../../../../../shared/errors.ts'
import { guessHeader } from '../guess-header.ts'
import type { GuessedReading } from '../guessed-reading.ts'
import type { TextSource } from '../text-source.ts'
import { withWorkbook, type Workbook } from './open-workbook.ts'
import type { Sheet } from './read-outline.ts'
import { hasRows, sampleFrom, sampleSheet, type SheetSample } from './sample-sheet.ts'

/** Titles do not go on for longer. */
const mostTitles = 10

/**
 * Completes how a workbook is read: the first sheet in view that holds anything, from the row where its table begins.
 * @throws UserError `import/empty`, `import/no-sheet`, and those of `withWorkbook`
 */
export function guessWorkbook(source: TextSource, given: ReadingChoice): Promise<GuessedReading> {
  return withWorkbook(source, async book => {
    const sheets = await describeSheets(book)
    const sheet = given.sheet === undefined ? firstFilled(book, sheets) : book.sheet(given.sheet)
    const found = await sampleSheet(book, sheet)
    const firstRow = given.firstRow ?? guessFirstRow(found)
    const sample = sampleFrom(found, firstRow)
    const hasHeader = given.hasHeader ?? guessHeader(sample.records)
    const above = found.rows.length - sample.records.length + (hasHeader ? 1 : 0)
    return {
      reading: { format: 'workbook', sheet: sheet.name, firstRow, hasHeader },
      sample,
      rows: found.count === null ? null : Math.max(0, found.count - above),
      sheets,
      remarks: found.remarks,
    }
  })
}

async function describeSheets(book: Workbook): Promise<GuessedReading['sheets']> {
  const sheets: GuessedReading['sheets'][0][] = []
  for (const sheet of book.sheets) {
    const { name, isHidden } = sheet
    sheets.push({ name, isHidden, isEmpty: !(await hasRows(book, sheet)) })
  }
  return sheets
}

function firstFilled(book: Workbook, sheets: GuessedReading['sheets']): Sheet {
  const filled = sheets.filter(({ isEmpty }) => !isEmpty)
  const chosen = filled.find(({ isHidden }) => !isHidden) ?? filled[0]
  if (!chosen) throw new UserError('import/empty', { file: book.name })
  return book.sheet(chosen.name)
}

/** Rows with one cell above one that names columns are titles. */
function guessFirstRow({ rows }: SheetSample): number {
  const records = rows.map(({ cells }) => cells)
  const header = records.slice(0, mostTitles + 1).findIndex(cells => filledIn(cells) > 1)
  const first = rows[0]?.number ?? 1
  if (header < 1 || !guessHeader(records.slice(header))) return first
  return rows[header]?.number ?? first
}

function filledIn(cells: readonly string[]): number {
  return cells.filter(cell => cell.trim() !== '').length
}
