import { rejectionReasons, type Import, type RejectionReason } from '../../../../shared/contract/imports.ts'

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

/** How far an import is, 0 to 1; null before the first bytes are counted. */
export function shareRead({ bytesRead, bytes }: { bytesRead: number; bytes: number }): number | null {
  return bytes > 0 ? Math.min(1, bytesRead / bytes) : null
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

/** Whether its people are there: any other import was taken back. */
export function hasPeople({ state, imported }: Pick<Import, 'state' | 'imported'>): boolean {
  return state === 'finished' && imported > 0
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
