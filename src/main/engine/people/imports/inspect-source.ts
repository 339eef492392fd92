import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { importCalls, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { readPhone } from '../../../../shared/phone.ts'
import { cleanCell } from './clean-cell.ts'
import { guessColumns, type ColumnSample, type KnownField } from './guess-columns.ts'
import { guessReading } from './guess-reading.ts'
import type { GuessedReading } from './guessed-reading.ts'
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
  given: { reading?: ReadingChoice | undefined; defaultCountry: string },
): Promise<Inspection> {
  const guessed = await guessReading(source, given.reading ?? {})
  const { rows, columns } = cutTable(source, guessed)
  const fields = sql.prepare('SELECT key, label FROM person_fields ORDER BY position').all() as KnownField[]
  const targets = guessColumns(columns, fields, given.defaultCountry)
  const phoneColumn = targets.findIndex(target => target.to === 'field' && target.field === 'phone')
  return {
    fileName: source.name,
    bytes: source.bytes,
    reading: guessed.reading,
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
      ...previewRow(cells, phoneColumn, given.defaultCountry),
      ...(isUnreadable && { problem: 'row-unreadable' }),
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
  phoneColumn: number,
  defaultCountry: string,
): Omit<Inspection['preview'][0], 'line'> {
  const cells = row.map(cell => cleanCell(cell).slice(0, 200))
  const reading = readPhone(cells[phoneColumn] ?? '', defaultCountry)
  if (reading.kind === 'ok')
    return { cells, phone: reading.e164, problem: null, repairs: [...reading.repairs] }
  return { cells, phone: null, problem: reading.kind === 'missing' ? 'missing' : reading.reason, repairs: [] }
}
