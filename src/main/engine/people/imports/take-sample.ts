import type { RecordReader } from './record-reader.ts'

const mostRecords = 500
const mostBytes = 2 * 1024 * 1024

/** The beginning of a table. */
export interface Sample {
  readonly records: string[][]
  /** The line of the file on which each record ends. */
  readonly lines: number[]
  /** The lines of records that cannot be read. */
  readonly unreadable: ReadonlySet<number>
  /** Whether these are all records. */
  readonly isWhole: boolean
}

/** The first records of what a function reads: some hundred of them, or what lies in its first two megabytes. */
export async function takeSample(read: (reader: RecordReader) => Promise<void>): Promise<Sample> {
  const records: string[][] = []
  const lines: number[] = []
  const unreadable = new Set<number>()
  let isWhole = true
  await read({
    take(cells, line, fault) {
      if (records.length >= mostRecords) return void (isWhole = false)
      records.push(cells)
      lines.push(line)
      if (fault) unreadable.add(line)
    },
    pause(bytes) {
      const goesOn = records.length < mostRecords && bytes < mostBytes
      if (!goesOn) isWhole = false
      return goesOn
    },
  })
  return { records, lines, unreadable, isWhole }
}
