import type { PreviewedRow } from '../../../../shared/contract/import-preview.ts'
import type { RejectionReason } from '../../../../shared/contract/imports.ts'
import { cleanCell } from './clean-cell.ts'
import { createConversion, filledColumns, isRepair, type PersonValues } from './convert-row.ts'
import { createTally } from './import-tally.ts'
import type { ResolvedColumns } from './resolve-columns.ts'

/** A row of a source that is only looked at. */
export interface SampleRow {
  readonly cells: readonly string[]
  readonly line: number
  readonly isUnreadable: boolean
}

const mostRows = 20
const longestShown = 200

/** The first rows as the import would take them: by its own conversion, so that the two cannot differ. */
export function previewRows(
  rows: readonly SampleRow[],
  {
    columns,
    defaultCountry,
    isWorkbook,
  }: {
    readonly columns: ResolvedColumns
    readonly defaultCountry: string
    readonly isWorkbook: boolean
  },
): PreviewedRow[] {
  const names = filledColumns({ columns, keepsBadNumbers: true })
  let row: SampleRow = { cells: [], line: 0, isUnreadable: false }
  const previewed: PreviewedRow[] = []
  const convert = createConversion({
    columns,
    defaultCountry,
    isWorkbook,
    keepsBadNumbers: true,
    tally: createTally(),
    addPerson(values, _, { reading, input, at, lost }) {
      previewed.push({
        ...shown(row),
        kept: keptOf(row, columns.keys, storedBy(names, values)),
        reading,
        input: input.slice(0, longestShown),
        isOtherColumn: reading.kind === 'ok' && at > 0,
        lost: lost.slice(0, longestShown),
        repairs: reading.kind === 'ok' ? reading.repairs.filter(isRepair) : [],
        rowProblem: null,
      })
    },
    reject: (_, reason) => void previewed.push(rejected(row, reason)),
  })
  for (row of rows.slice(0, mostRows)) {
    convert([...row.cells], row.line, row.isUnreadable ? 'row-unreadable' : undefined)
  }
  return previewed
}

function shown({ line, cells }: SampleRow): Pick<PreviewedRow, 'line' | 'cells'> {
  return { line, cells: cells.map(cell => cleanCell(cell).slice(0, longestShown)) }
}

function rejected(row: SampleRow, rowProblem: RejectionReason): PreviewedRow {
  return {
    ...shown(row),
    kept: [],
    reading: { kind: 'missing' },
    input: '',
    isOtherColumn: false,
    lost: '',
    repairs: [],
    rowProblem,
  }
}

type Stored = ReadonlyMap<string, string | null>

/** What is stored of a person, by the key of the field. */
function storedBy(names: readonly string[], values: PersonValues): Stored {
  const given = new Map(names.map((name, index) => [name, values[index] ?? null]))
  const fields = JSON.parse(given.get('fields') ?? '{}') as Record<string, string>
  return new Map([...Object.entries(fields), ...given])
}

/** Of a field that several columns fill, each shows what is stored. */
function keptOf({ cells }: SampleRow, keys: ResolvedColumns['keys'], stored: Stored): PreviewedRow['kept'] {
  return keys.map((key, index) => {
    if (key === null || cleanCell(cells[index]) === '') return null
    return stored.get(key)?.slice(0, longestShown) ?? null
  })
}
