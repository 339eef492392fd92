import type { z } from 'zod'
import { findShortCode } from '../../../shared/clicks/find-short-code.ts'
import { readClickTime, saysZone } from '../../../shared/clicks/read-click-time.ts'
import type { clickCalls } from '../../../shared/contract/clicks.ts'
import { findTable } from '../loading/find-table.ts'
import type { TextSource } from '../people/imports/text-source.ts'

type Inspection = z.output<(typeof clickCalls)['clicks.inspect']['output']>

const mostSamples = 3
/** In so many of the rows a column has to fit. */
const leastShare = 0.5

/**
 * Looks at the first rows of a report: which column holds the short links, and which one the times.
 * @throws UserError those of `findTable`
 */
export async function inspectReport(source: TextSource, timeZone: string): Promise<Inspection> {
  const { reading, header, sample, isSmall } = await findTable(source, { reading: {} })
  const width = Math.max(header?.length ?? 0, ...sample.map(({ cells }) => cells.length))
  const columns = Array.from({ length: width }, (_, at) =>
    sample.map(({ cells }) => cells[at] ?? '').filter(cell => cell.trim() !== ''),
  )
  const link = bestOf(columns, cell => findShortCode(cell) !== undefined)
  const time = bestOf(columns, cell => readClickTime(cell, timeZone) !== undefined)
  const cells = time === null ? [] : (columns[time] ?? [])
  const times = cells.filter(cell => readClickTime(cell, timeZone) !== undefined)
  return {
    fileName: source.name,
    reading,
    rows: isSmall ? sample.length : null,
    columns: columns.map((column, at) => ({
      header: header?.[at] ?? '',
      samples: column.slice(0, mostSamples),
    })),
    link,
    time,
    saysZone: times.length > 0 && times.every(saysZone),
  }
}

/** The first of the columns that fit most often. */
function bestOf(columns: readonly (readonly string[])[], fits: (cell: string) => boolean): number | null {
  const counts = columns.map(cells => cells.filter(fits).length)
  const most = Math.max(0, ...counts)
  const at = counts.indexOf(most)
  const cells = columns[at]?.length ?? 0
  return most > 0 && most >= cells * leastShare ? at : null
}
