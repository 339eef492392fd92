import type { FileReading, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { decodeText, type TextChunk } from './decode-text.ts'
import type { TextEncoding } from './guess-encoding.ts'
import { guessHeader } from './guess-header.ts'
import { delimiterLine, readRecords } from './read-records.ts'
import { takeSample, type Sample } from './take-sample.ts'
import type { TextSource } from './text-source.ts'

/** How delimited text is read. */
export type DelimitedReading = Extract<FileReading, { format: 'delimited' }>

const delimiters = [',', ';', '\t', '|'] as const

/**
 * Completes how delimited text is read: its delimiter, and whether its first record names the columns.
 * @param start the beginning of the text
 * @throws UserError those of `decodeText` and `readRecords`
 */
export async function guessDelimited(
  source: TextSource,
  start: TextChunk,
  given: ReadingChoice & { encoding: TextEncoding },
): Promise<{ reading: DelimitedReading; sample: Sample }> {
  const { encoding } = given
  const delimiter = given.delimiter ?? (await guessDelimiter(start))
  const reading = { format: 'delimited', encoding, delimiter, hasHeader: given.hasHeader ?? false } as const
  const sample = await takeSample(reader => readRecords(decodeText(source, encoding), delimiter, reader))
  const hasHeader = given.hasHeader ?? guessHeader(sample.records)
  return { reading: { ...reading, hasHeader }, sample }
}

/** The delimiter that cuts the most records into the same number of cells, and into more cells where two do. */
async function guessDelimiter(start: TextChunk): Promise<string> {
  const named = delimiterLine.exec(start.bytes.toString('utf8', 0, 16))?.[1]
  if (named) return named
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const records = await readCut(start, delimiter)
    const score = scoreOf(records.map(record => record.length))
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** What can be read of a text that may be cut anywhere; nothing where it cannot be read with this delimiter. */
async function readCut(start: TextChunk, delimiter: string): Promise<string[][]> {
  async function* one(): AsyncGenerator<TextChunk> {
    yield start
  }
  const records: string[][] = []
  const pauseForEver = { take: (cells: string[]) => void records.push(cells), pause: () => false }
  return takeSample(reader => readRecords(one(), delimiter, reader))
    .then(sample => sample.records)
    .catch(() => readRecords(one(), delimiter, pauseForEver).then(() => records))
    .catch(() => [])
}

function scoreOf(lengths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [cells, records] = [...counts].toSorted((left, right) => right[1] - left[1])[0] ?? [1, 0]
  return cells < 2 ? 0 : (records / lengths.length) * (1 + Math.min(cells, 50) / 100)
}
