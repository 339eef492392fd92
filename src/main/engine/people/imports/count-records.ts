import type { FileReading } from '../../../../shared/contract/imports.ts'
import { takeBreath } from './take-breath.ts'
import { readTable } from './read-table.ts'
import type { TextSource } from './text-source.ts'

/** Some 300,000 rows: counting them takes a third of a second. */
const mostBytes = 16 * 1024 * 1024

/** How many records a source has; null where counting them would take long, or where they cannot all be read. */
export async function countRecords(source: TextSource, reading: FileReading): Promise<number | null> {
  if (source.bytes > mostBytes) return null
  let count = 0
  try {
    await readTable(source, reading, { take: () => void (count += 1), pause: takeBreath })
    return count
  } catch {
    return null
  }
}
