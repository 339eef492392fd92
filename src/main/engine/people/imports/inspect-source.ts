import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { PreviewedRow } from '../../../../shared/contract/import-preview.ts'
import type {
  ColumnTarget,
  FileReading,
  importCalls,
  ReadingChoice,
} from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { cleanCell } from './clean-cell.ts'
import type { ColumnSample } from './column-sample.ts'
import { guessReading } from './guess-reading.ts'
import type { GuessedReading } from './guessed-reading.ts'
import { mapColumns } from './map-columns.ts'
import { previewRows, type SampleRow } from './preview-rows.ts'
import { readSample } from './read-sample.ts'
import { findColumns } from './resolve-columns.ts'
import type { Sample } from './take-sample.ts'
import type { TextSource } from './text-source.ts'

type Inspection = z.output<(typeof importCalls)['imports.inspect']['output']>

const mostColumns = 1000
const rowsOfWidth = 20
const samples = 5

/**
 * Guesses how a source is read and where its columns go, and shows its first rows as they would be understood.
 * @throws UserError `import/empty`, `import/no-rows`, `import/too-many-columns`, and those of `guessReading`
 */
export async function inspectSource(
  sql: Database,
  source: TextSource,
  given: {
    reading?: ReadingChoice | undefined
    defaultCountry: string
    guessAnew?: boolean | undefined
  },
): Promise<Inspection> {
  const guessed = await guessReading(source, given.reading ?? {})
  const { rows, columns } = cutTable(source, guessed)
  const { targets, remembered } = mapColumns(sql, columns, given)
  const found = findColumns(
    sql,
    targets,
    columns.map(({ values }) => values),
  )
  const defaultCountry = remembered?.defaultCountry ?? given.defaultCountry
  return {
    fileName: source.name,
    bytes: source.bytes,
    reading: guessed.reading,
    remembered,
    rows: guessed.rows,
    sheets: [...guessed.sheets],
    remarks: [...guessed.remarks],
    columns: columns.map(({ header, values }, index) => ({
      header,
      target: targets[index] ?? { to: 'ignore' },
      samples: values.filter(value => value !== '').slice(0, samples),
    })),
    preview: previewRows(rows, {
      columns: found,
      defaultCountry,
      isWorkbook: guessed.reading.format === 'workbook',
    }).map(summaryOf),
  }
}

/** The rows below the header, and what is in each column. */
function cutTable(
  source: TextSource,
  { reading, sample }: GuessedReading,
): { rows: readonly SampleRow[]; columns: readonly ColumnSample[] } {
  const rows = rowsBelow(source, reading, sample)
  const [first = []] = sample.records
  const width = rows
    .slice(0, rowsOfWidth)
    .reduce((most, { cells }) => Math.max(most, cells.length), first.length)
  if (width > mostColumns)
    throw new UserError('import/too-many-columns', { columns: width, most: mostColumns })
  const columns = Array.from(
    // In a sheet somebody may have noted something beside the table.
    { length: reading.hasHeader && reading.format !== 'workbook' ? first.length : width },
    (_, index): ColumnSample => ({
      header: reading.hasHeader ? cleanCell(first[index]) : '',
      values: rows.map(({ cells }) => cells[index] ?? ''),
    }),
  )
  return { rows, columns }
}

/** @throws UserError `import/empty`, `import/no-rows` */
function rowsBelow(
  source: TextSource,
  { hasHeader }: FileReading,
  { records, lines, unreadable }: Sample,
): SampleRow[] {
  if (records.every(isBlank)) throw new UserError('import/empty', { file: source.name })
  const rows = records.map((cells, at): SampleRow => {
    const line = lines[at] ?? 0
    return { cells, line, isUnreadable: unreadable.has(line) }
  })
  if (hasHeader) rows.shift()
  if (rows.length === 0) throw new UserError('import/no-rows', { file: source.name })
  return rows
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every(cell => cell.trim() === '')
}

/** As a client shows it that asks for no more than what the numbers are. */
function summaryOf({ line, cells, reading, rowProblem }: PreviewedRow): Inspection['preview'][number] {
  if (rowProblem) return { line, cells, phone: null, problem: rowProblem, repairs: [] }
  if (reading.kind === 'ok') {
    return { line, cells, phone: reading.e164, problem: null, repairs: [...reading.repairs] }
  }
  const problem = reading.kind === 'missing' ? 'missing' : reading.reason
  return { line, cells, phone: null, problem, repairs: [] }
}

/**
 * Shows the first rows as an import with these columns would take them; nothing is stored.
 * @throws UserError `import/empty`, `import/no-rows`, those of `readSample` and `findColumns`
 */
export async function previewSource(
  sql: Database,
  source: TextSource,
  given: {
    readonly reading: FileReading
    readonly columns: readonly ColumnTarget[]
    readonly defaultCountry: string
  },
): Promise<PreviewedRow[]> {
  const rows = rowsBelow(source, given.reading, await readSample(source, given.reading))
  const values = given.columns.map((_, column) => rows.map(({ cells }) => cells[column] ?? ''))
  const columns = findColumns(sql, given.columns, values)
  return previewRows(rows, {
    columns,
    defaultCountry: given.defaultCountry,
    isWorkbook: given.reading.format === 'workbook',
  })
}
