import type { FileReading, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { countRecords } from './count-records.ts'
import { guessContainer } from './guess-container.ts'
import { guessDelimited } from './guess-delimited.ts'
import { guessEncoding } from './guess-encoding.ts'
import { guessTextFormat } from './guess-text-format.ts'
import type { GuessedReading } from './guessed-reading.ts'
import { readSample } from './read-sample.ts'
import { readStart } from './read-start.ts'
import type { Sample } from './take-sample.ts'
import type { TextSource } from './text-source.ts'
import { guessCards } from './vcard/guess-cards.ts'
import { guessWorkbook } from './workbook/guess-workbook.ts'

/**
 * Completes how a source is read: what it is, by its content rather than its name, and all that belongs to that.
 * @throws UserError those of `guessContainer`, `guessTextFormat` and of the guesses of each format
 */
export async function guessReading(source: TextSource, given: ReadingChoice): Promise<GuessedReading> {
  if ((await guessContainer(source)) === 'workbook') return guessWorkbook(source, given)
  const encoding = given.encoding ?? (await guessEncoding(source))
  const start = await readStart(source, encoding)
  const text = start.bytes.toString()
  const isWhole = start.read >= source.bytes
  const found = guessTextFormat(isWhole ? text : withoutCutLine(text), given, source.name)
  if (found.format === 'vcard') return guessCards(source, encoding)
  if (found.format === 'numbers') {
    const reading = { format: 'numbers', encoding, hasNames: found.hasNames, hasHeader: true } as const
    return finish(source, reading, await readSample(source, reading))
  }
  const { reading, sample } = await guessDelimited(source, start, { ...given, encoding })
  return finish(source, reading, sample)
}

async function finish(source: TextSource, reading: FileReading, sample: Sample): Promise<GuessedReading> {
  const records = sample.isWhole ? sample.records.length : await countRecords(source, reading)
  const rows = records === null ? null : Math.max(0, records - (reading.hasHeader ? 1 : 0))
  return { reading, sample, rows, sheets: [], remarks: [] }
}

/** Without the line that is cut off, or where there is but one, the cell. */
function withoutCutLine(text: string): string {
  const last = (ends: readonly string[]): number => Math.max(...ends.map(end => text.lastIndexOf(end)))
  const line = last(['\n', '\r'])
  const end = line > 0 ? line : last([',', ';', '\t', '|', '>'])
  return end > 0 ? text.slice(0, end) : text
}
