import type { z } from 'zod'
import type { FileReading, importCalls, ReadingChoice } from '../../../../shared/contract/imports.ts'
import { guessDelimited } from './guess-delimited.ts'
import type { Sample } from './read-sample.ts'
import type { TextSource } from './text-source.ts'

type Inspection = z.output<(typeof importCalls)['imports.inspect']['output']>

/** How a source is read, and what its first records and its parts are. */
export interface GuessedReading {
  readonly reading: FileReading
  readonly sample: Sample
  /** Rows of data, where they could be counted in passing. */
  readonly rows: number | null
  readonly sheets: Readonly<Inspection['sheets']>
  readonly remarks: Readonly<Inspection['remarks']>
}

/**
 * Completes how a source is read: what it is, by its content rather than its name, and all that belongs to that.
 * @throws UserError those of the guesses of each format
 */
export async function guessReading(source: TextSource, given: ReadingChoice): Promise<GuessedReading> {
  const { reading, sample } = await guessDelimited(source, given)
  return { reading, sample, rows: countRows(reading, sample), sheets: [], remarks: [] }
}

function countRows({ hasHeader }: FileReading, { records, isWhole }: Sample): number | null {
  return isWhole ? Math.max(0, records.length - (hasHeader ? 1 : 0)) : null
}
