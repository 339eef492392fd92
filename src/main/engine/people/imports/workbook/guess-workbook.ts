import type { ReadingChoice } from '../../../../../shared/contract/imports.ts'
import { UserError } from '../../../../../shared/errors.ts'
import { guessHeader, isLikeList } from '../guess-header.ts'
import type { GuessedReading } from '../guessed-reading.ts'
import type { TextSource } from '../text-source.ts'
import { withWorkbook, type Workbook } from './open-workbook.ts'
import type { Sheet } from './read-outline.ts'
import { hasRows, sampleFrom, sampleSheet, type SheetSample } from './sample-sheet.ts'

/** Titles do not go on for longer. */
const mostTitles = 10

/**
 * Completes how a workbook is read: the first sheet in view that looks like a list, or else that holds anything, from the
 * row where its table begins.
 * @throws UserError `import/empty`, `import/no-sheet`, and those of `withWorkbook`
 */
export function guessWorkbook(source: TextSource, given: ReadingChoice): Promise<GuessedReading> {
  return withWorkbook(source, async book => {
    const sheets = await describeSheets(book)
    const { sheet, found } = await findSheet(book, sheets, given.sheet)
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

interface SampledSheet {
  readonly sheet: Sheet
  readonly found: SheetSample
}

async function findSheet(
  book: Workbook,
  sheets: GuessedReading['sheets'],
  wanted: string | undefined,
): Promise<SampledSheet> {
  const sample = async (name: string): Promise<SampledSheet> => {
    const sheet = book.sheet(name)
    return { sheet, found: await sampleSheet(book, sheet) }
  }
  if (wanted !== undefined) return sample(wanted)
  const filled = sheets.filter(({ isEmpty }) => !isEmpty)
  const inView = filled.filter(({ isHidden }) => !isHidden)
  let first: SampledSheet | undefined
  for (const { name } of inView.length > 0 ? inView : filled) {
    const candidate = await sample(name)
    if (isLikeList(sampleFrom(candidate.found, guessFirstRow(candidate.found)).records)) return candidate
    first ??= candidate
  }
  if (!first) throw new UserError('import/empty', { file: book.name })
  return first
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
