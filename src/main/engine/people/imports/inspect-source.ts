import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { importCalls, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { choosePhone } from '../../../../shared/choose-phone.ts'
import { UserError } from '../../../../shared/errors.ts'
import { phoneColumns } from '../../../../shared/phone-columns.ts'
import { cleanCell } from './clean-cell.ts'
import type { ColumnSample } from './column-sample.ts'
import { guessReading } from './guess-reading.ts'
import type { GuessedReading } from './guessed-reading.ts'
import { mapColumns } from './map-columns.ts'
import type { TextSource } from './text-source.ts'

type Inspection = z.output<(typeof importCalls)['imports.inspect']['output']>

const mostColumns = 1000
const previewRows = 20
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
  const numbers = phoneColumns(targets)
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
    preview: rows.slice(0, previewRows).map(({ cells, line, isUnreadable }) => ({
      line,
      ...previewRow(cells, numbers, remembered?.defaultCountry ?? given.defaultCountry),
      ...(isUnreadable && { phone: null, problem: 'row-unreadable', repairs: [] }),
    })),
  }
}

interface Row {
  readonly cells: readonly string[]
  readonly line: number
  readonly isUnreadable: boolean
}

/** The rows below the header, and what is in each column. */
function cutTable(
  source: TextSource,
  { reading, sample }: GuessedReading,
): { rows: readonly Row[]; columns: readonly ColumnSample[] } {
  const { records, lines, unreadable } = sample
  const [first] = records
  if (!first || records.every(isBlank)) throw new UserError('import/empty', { file: source.name })
  const all = records.map((cells, at): Row => {
    const line = lines[at] ?? 0
    return { cells, line, isUnreadable: unreadable.has(line) }
  })
  const rows = reading.hasHeader ? all.slice(1) : all
  if (rows.length === 0) throw new UserError('import/no-rows', { file: source.name })
  const width = rows
    .slice(0, previewRows)
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

function isBlank(cells: readonly string[]): boolean {
  return cells.every(cell => cell.trim() === '')
}

function previewRow(
  row: readonly string[],
  numbers: readonly number[],
  defaultCountry: string,
): Omit<Inspection['preview'][0], 'line'> {
  const cells = row.map(cell => cleanCell(cell).slice(0, 200))
  const { reading } = choosePhone(
    numbers.map(column => cells[column] ?? ''),
    defaultCountry,
  )
  if (reading.kind === 'ok')
    return { cells, phone: reading.e164, problem: null, repairs: [...reading.repairs] }
  return { cells, phone: null, problem: reading.kind === 'missing' ? 'missing' : reading.reason, repairs: [] }
}
