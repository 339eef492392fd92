import {
  rejectionReasons,
  skipReasons,
  type Import,
  type RejectionReason,
  type SkipReason,
} from '../../../../shared/contract/imports.ts'

/** What an import is at, and how far. */
export interface ImportStep {
  readonly name: 'reading' | 'updating' | 'marking' | 'taking-back'
  readonly done: number
  readonly of: number
}

/** One line of "why rows were rejected". */
export interface ReasonSum {
  readonly reason: RejectionReason
  readonly count: number
}

/** The reasons that occurred, most frequent first. */
export function sumReasons({ reasons }: Pick<Import, 'reasons'>): readonly ReasonSum[] {
  return rejectionReasons
    .map(reason => ({ reason, count: reasons[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

/** Why rows changed nothing, the most frequent first. */
export function sumSkips({
  skips,
}: Pick<Import, 'skips'>): readonly { readonly reason: SkipReason; readonly count: number }[] {
  return skipReasons
    .map(reason => ({ reason, count: skips[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}

/** How far a step is, 0 to 1; null before anything is counted. */
export function shareOf({ done, of }: Pick<ImportStep, 'done' | 'of'>): number | null {
  return of > 0 ? Math.min(1, done / of) : null
}

/** Shorter than this, a guess of the remaining time only jumps about. */
const settledMs = 1500

/**
 * How long an import will still take at its pace so far, in ms; null while that is a guess.
 * @param elapsed ms since its start
 */
export function remainingTime(share: number | null, elapsed: number): number | null {
  if (share === null || share <= 0 || elapsed < settledMs) return null
  return (elapsed * (1 - share)) / share
}

type Counts = Pick<Import, 'state' | 'imported' | 'updated' | 'skipped'>

/** Whether there are people whom its rows made or met: any other import was taken back. */
export function hasPeople({ state, imported, updated, skipped }: Counts): boolean {
  return state === 'finished' && imported + updated + skipped > 0
}

/** Name for the file of rejected rows, without its ending: `people.csv` gives `people-rejected`. */
export function rejectedFileName(fileName: string, word: string): string {
  return `${fileName.replace(/\.[^.]*$/, '')}-${word}`
}

/** A size in the unit that reads best. */
export function sizeOf(bytes: number): {
  readonly value: number
  readonly unit: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte'
} {
  if (bytes < 1000) return { value: bytes, unit: 'byte' }
  if (bytes < 1_000_000) return { value: bytes / 1000, unit: 'kilobyte' }
  if (bytes < 1_000_000_000) return { value: bytes / 1_000_000, unit: 'megabyte' }
  return { value: bytes / 1_000_000_000, unit: 'gigabyte' }
}
