import type { importCalls } from '../../../../../shared/contract/imports.ts'
import type { z } from 'zod'
import type { Sample } from '../take-sample.ts'
import type { TextSource } from '../text-source.ts'
import { columnName } from './cell-column.ts'
import { withWorkbook, type Workbook } from './open-workbook.ts'
import type { Sheet } from './read-outline.ts'
import { cellsOf, type WorkbookReading } from './read-workbook.ts'
import { readXml } from './read-xml.ts'
import { readSharedStrings } from './shared-strings.ts'
import { createRowReader, type CellRemark, type RawRow } from './sheet-rows.ts'

type Remark = z.output<(typeof importCalls)['imports.inspect']['output']>['remarks'][0]

/** The beginning of a sheet, and what is to be said about it. */
export interface SheetSample {
  /** The first rows that hold anything. */
  readonly rows: readonly { readonly number: number; readonly cells: string[] }[]
  /** How many rows hold anything; null where only a long reading could tell. */
  readonly count: number | null
  readonly remarks: readonly Remark[]
}

const mostRows = 500
/** A sheet of up to so many bytes, some 80,000 rows, is looked at as a whole: that takes half a second. */
const mostBytes = 32 * 1024 * 1024

/**
 * The first records of a workbook, as it was chosen to be read.
 * @throws UserError those of `withWorkbook`, `import/no-sheet`
 */
export function sampleWorkbook(source: TextSource, reading: WorkbookReading): Promise<Sample> {
  return withWorkbook(source, async book => {
    const found = await sampleSheet(book, book.sheet(reading.sheet))
    return sampleFrom(found, reading.firstRow)
  })
}

/** The records of a sample from a row on. */
export function sampleFrom({ rows, count }: SheetSample, firstRow: number): Sample {
  const below = rows.filter(({ number }) => number >= firstRow)
  return {
    records: below.map(({ cells }) => cells),
    lines: below.map(({ number }) => number),
    unreadable: new Set(),
    isWhole: count === rows.length,
  }
}

/**
 * Looks at the first rows of a sheet, and counts them all where that is quick.
 * @throws UserError `import/workbook-damaged`
 */
export async function sampleSheet(book: Workbook, { part }: Sheet): Promise<SheetSample> {
  const rows: RawRow[] = []
  const notes = createNotes()
  const isSmall = part.bytes <= mostBytes
  let count = 0
  await readXml(book.name, part, {
    ...createRowReader(book.rules, {
      row(row) {
        count += 1
        if (row.isHidden) notes.add('hidden-rows', String(row.number))
        if (rows.length < mostRows) rows.push(row)
      },
      remark: note => notes.add(note.kind, `${columnName(note.column)}${note.row}`),
    }),
    pause: () => isSmall || rows.length < mostRows,
  })
  const isWhole = isSmall || rows.length < mostRows
  return { rows: await resolve(book, rows), count: isWhole ? count : null, remarks: notes.list() }
}

/** Whether a sheet holds anything. */
export async function hasRows(book: Workbook, { part }: Sheet): Promise<boolean> {
  let isFilled = false
  await readXml(book.name, part, {
    ...createRowReader(book.rules, { row: () => void (isFilled = true) }),
    pause: () => !isFilled,
  })
  return isFilled
}

/** Of the shared strings only those up to the last that is needed are read. */
async function resolve(book: Workbook, rows: readonly RawRow[]): Promise<SheetSample['rows']> {
  const last = rows.reduce(
    (highest, { cells }) =>
      cells.reduce<number>((most, cell) => (typeof cell === 'number' ? Math.max(most, cell) : most), highest),
    -1,
  )
  const strings = await readSharedStrings(book.name, last < 0 ? undefined : book.strings, { last })
  try {
    return rows.map(row => ({ number: row.number, cells: cellsOf(row, strings) }))
  } finally {
    strings.close()
  }
}

function createNotes() {
  const notes = new Map<Remark['kind'], Remark>()
  return {
    add(kind: CellRemark['kind'] | 'hidden-rows', at: string): void {
      const known = notes.get(kind)
      if (known) known.count += 1
      else notes.set(kind, { kind, count: 1, at })
    },
    list: () => [...notes.values()],
  }
}
