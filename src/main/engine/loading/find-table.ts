import type { FileColumn, LoadFileSettings } from '../../../shared/activities/load-file.ts'
import type { FileReading } from '../../../shared/contract/imports.ts'
import { UserError } from '../../../shared/errors.ts'
import { guessReading } from '../people/imports/guess-reading.ts'
import { cleanCell } from '../people/imports/clean-cell.ts'
import { wordsOf } from '../people/imports/header-words.ts'
import type { RecordFault } from '../people/imports/record-reader.ts'
import type { Sample } from '../people/imports/take-sample.ts'
import type { TextSource } from '../people/imports/text-source.ts'

/** One of the first rows of a file. */
export interface SampleRow {
  readonly cells: readonly string[]
  readonly line: number
  readonly fault?: RecordFault
}

/** How a file is read today. */
export interface FoundTable {
  readonly reading: FileReading
  /** The names of its columns; null where it names none. */
  readonly header: readonly string[] | null
  /** Its first rows, without the header. */
  readonly sample: readonly SampleRow[]
  /** Whether the first rows are all that there are. */
  readonly isSmall: boolean
  /** The place of a column in the file. @throws UserError `load/column-gone` */
  place(column: FileColumn): number
}

/**
 * Finds out how a file is to be read, and where its columns are: they may have changed their order.
 * @throws UserError `load/file-empty` where it has no rows, and those of `guessReading`
 */
export async function findTable(
  source: TextSource,
  { reading: choice }: Pick<LoadFileSettings, 'reading'>,
): Promise<FoundTable> {
  const { reading, sample } = await guessReading(source, choice).catch((error: unknown) => {
    throw isEmptiness(error) ? new UserError('load/file-empty', { file: source.name }) : error
  })
  const rows = sample.records.filter(cells => cells.some(cell => cell.trim() !== ''))
  if (rows.length <= (reading.hasHeader ? 1 : 0))
    throw new UserError('load/file-empty', { file: source.name })
  const header = reading.hasHeader ? (sample.records[0] ?? []).map(cleanCell) : null
  const width = Math.max(...sample.records.map(cells => cells.length))
  return {
    reading,
    header,
    isSmall: sample.isWhole,
    sample: sampleOf(sample, reading.hasHeader),
    place(column) {
      const at = header === null ? placeByNumber(column, width) : placeByName(header, column)
      if (at !== undefined) return at
      throw new UserError('load/column-gone', { file: source.name, column: column.header || column.at + 1 })
    },
  }
}

function sampleOf({ records, lines, unreadable }: Sample, hasHeader: boolean): SampleRow[] {
  const rows = records.map((cells, index): SampleRow => {
    const line = lines[index] ?? 0
    return unreadable.has(line) ? { cells, line, fault: 'row-unreadable' } : { cells, line }
  })
  return hasHeader ? rows.slice(1) : rows
}

function isEmptiness(error: unknown): boolean {
  return error instanceof UserError && (error.code === 'import/empty' || error.code === 'import/no-rows')
}

/** Of several columns of one name the one at the old place is meant. */
function placeByName(header: readonly string[], { header: name, at }: FileColumn): number | undefined {
  const wanted = wordsOf(name)
  const found = header.flatMap((each, index) => (wordsOf(each) === wanted ? [index] : []))
  return found.includes(at) ? at : found[0]
}

function placeByNumber({ at }: FileColumn, width: number): number | undefined {
  return at < width ? at : undefined
}
