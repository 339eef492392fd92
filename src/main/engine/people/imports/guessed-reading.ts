import type { z } from 'zod'
import type { FileReading, importCalls } from '../../../../shared/contract/imports.ts'
import type { Sample } from './take-sample.ts'

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
