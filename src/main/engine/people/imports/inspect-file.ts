import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { importCalls } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { readPhone } from '../../../../shared/phone.ts'
import { cleanCell } from './clean-cell.ts'
import { guessColumns, type ColumnSample, type KnownField } from './guess-columns.ts'
import { guessReading, type GivenReading } from './guess-reading.ts'
import { openFile } from './text-source.ts'

type Inspection = z.output<(typeof importCalls)['imports.inspect']['output']>

const mostColumns = 1000
const previewRows = 20
const samples = 5

/**
 * Guesses how a file is read and where its columns go, and shows its first rows as they would be understood.
 * @throws UserError `import/empty`, `import/no-rows`, `import/too-many-columns`, and those of `openFile`,
 *   `decodeText` and `readRecords`
 */
export async function inspectFile(
  sql: Database,
  path: string,
  given: { reading?: GivenReading | undefined; defaultCountry: string },
): Promise<Inspection> {
  const source = await openFile(path)
  const { reading, records, lines } = await guessReading(source, given.reading ?? {})
  const [first] = records
  if (!first || records.every(isBlank)) throw new UserError('import/empty', { file: source.name })
  const rows = reading.hasHeader ? records.slice(1) : records
  if (rows.length === 0) throw new UserError('import/no-rows', { file: source.name })
  const width = rows.slice(0, previewRows).reduce((most, row) => Math.max(most, row.length), first.length)
  if (width > mostColumns)
    throw new UserError('import/too-many-columns', { columns: width, most: mostColumns })
  const columns = Array.from(
    { length: reading.hasHeader ? first.length : width },
    (_, index): ColumnSample => ({
      header: reading.hasHeader ? cleanCell(first[index]) : '',
      values: rows.map(row => row[index] ?? ''),
    }),
  )
  const fields = sql.prepare('SELECT key, label FROM person_fields ORDER BY position').all() as KnownField[]
  const targets = guessColumns(columns, fields, given.defaultCountry)
  const phoneColumn = targets.findIndex(target => target.to === 'field' && target.field === 'phone')
  return {
    fileName: basename(path),
    bytes: source.bytes,
    reading,
    columns: columns.map(({ header, values }, index) => ({
      header,
      target: targets[index] ?? { to: 'ignore' },
      samples: values.filter(value => value !== '').slice(0, samples),
    })),
    preview: rows.slice(0, previewRows).map((row, at) => ({
      line: lines[records.length - rows.length + at] ?? 0,
      ...previewRow(row, phoneColumn, given.defaultCountry),
    })),
  }
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
