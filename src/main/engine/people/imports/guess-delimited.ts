import type { FileReading, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { UserError } from '../../../../shared/errors.ts'
import { decodeText, type TextChunk } from './decode-text.ts'
import { guessEncoding, type TextEncoding } from './guess-encoding.ts'
import { targetOfHeader } from './header-words.ts'
import { delimiterLine, readRecords } from './read-records.ts'
import { readSample, takeSample, type Sample } from './read-sample.ts'
import type { TextSource } from './text-source.ts'

/** How delimited text is read. */
export type DelimitedReading = Extract<FileReading, { format: 'delimited' }>

const delimiters = [',', ';', '\t', '|'] as const

/**
 * Completes how delimited text is read: its encoding, its delimiter, whether its first record names the columns.
 * @throws UserError `import/empty`, and those of `decodeText` and `readRecords`
 */
export async function guessDelimited(
  source: TextSource,
  given: ReadingChoice,
): Promise<{ reading: DelimitedReading; sample: Sample }> {
  const encoding = given.encoding ?? (await guessEncoding(source))
  const delimiter = given.delimiter ?? (await guessDelimiter(await readStart(source, encoding)))
  const reading = { format: 'delimited', encoding, delimiter, hasHeader: given.hasHeader ?? false } as const
  const sample = await readSample(source, reading)
  const hasHeader = given.hasHeader ?? guessHeader(sample.records)
  return { reading: { ...reading, hasHeader }, sample }
}

/** The first stretch of a text. @throws UserError `import/empty` */
export async function readStart(source: TextSource, encoding: TextEncoding): Promise<TextChunk> {
  for await (const chunk of decodeText(source, encoding)) return chunk
  throw new UserError('import/empty', { file: source.name })
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

/** A first record is a header where it names a column that is known, or is unlike the others: no number, no gap. */
export function guessHeader(records: readonly (readonly string[])[]): boolean {
  const [first, ...others] = records
  if (!first || first.some(isLikePhone)) return false
  if (first.some(cell => targetOfHeader(cell) !== undefined)) return true
  const isAllWords = first.every(cell => cell.trim() !== '' && !/^[\d\s.,+/-]*$/.test(cell))
  const othersHaveNumbers = others.some(record => record.some(cell => /^\s*\+?\d/.test(cell)))
  return isAllWords && othersHaveNumbers && new Set(first).size === first.length
}

function isLikePhone(cell: string): boolean {
  return /\d{6}/.test(cell.replace(/[\s().\-/]/g, ''))
}
