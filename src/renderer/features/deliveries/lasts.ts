import type { Rest } from '../../../shared/contract/deliveries.ts'

/** What goes on within a moment is not worth a word. */
const worthTellingMs = 60_000

/** Whether a delivery rests for long enough to say so. @param now epoch ms */
export function lasts({ until }: Rest, now: number): boolean {
  return until === null || until - now > worthTellingMs
}
