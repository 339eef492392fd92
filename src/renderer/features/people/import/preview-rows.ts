import type { PreviewedRow } from '../../../../shared/contract/import-preview.ts'

/** How many of the first rows are fine, repaired, without a usable number, or unreadable; they add up to all. */
export interface PreviewSums {
  readonly fine: number
  readonly repaired: number
  readonly unusable: number
  readonly unreadable: number
}

/** Whether the numbers look as if they were read in the wrong country: most of those that are there are no good. */
export function isCountryDoubtful(rows: readonly PreviewedRow[]): boolean {
  const given = rows.filter(({ rowProblem, input }) => !rowProblem && input !== '')
  const bad = given.filter(({ reading }) => reading.kind !== 'ok')
  return bad.length > given.length / 2
}

/** Adds up what became of the first rows. */
export function sumPreview(rows: readonly PreviewedRow[]): PreviewSums {
  const sums = { fine: 0, repaired: 0, unusable: 0, unreadable: 0 }
  for (const { rowProblem, reading, repairs } of rows) {
    if (rowProblem) sums.unreadable += 1
    else if (reading.kind !== 'ok') sums.unusable += 1
    else if (repairs.length > 0) sums.repaired += 1
    else sums.fine += 1
  }
  return sums
}
