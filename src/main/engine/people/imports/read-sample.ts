import type { TextChunk } from './decode-text.ts'
import { readRecords } from './read-records.ts'

const mostRecords = 500
const mostBytes = 2 * 1024 * 1024

/** The beginning of a text. */
export interface Sample {
  readonly records: string[][]
  /** The line of the file on which each record ends. */
  readonly lines: number[]
}

/** The first records of a text: some hundred of them, or what lies in its first two megabytes. */
export async function readSample(text: AsyncIterable<TextChunk>, delimiter: string): Promise<Sample> {
  const records: string[][] = []
  const lines: number[] = []
  await readRecords(text, delimiter, {
    take(cells, line) {
      if (records.length >= mostRecords) return
      records.push(cells)
      lines.push(line)
    },
    pause: read => records.length < mostRecords && read < mostBytes,
  })
  return { records, lines }
}
