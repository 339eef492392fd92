import type { Random } from '../environment.ts'
import { createSeededRandom } from '../seeded-random.ts'
import type { Step } from './activity-runner.ts'

const seeds = 2 ** 31

/**
 * Chance for a step. Its seed is kept with the step before anything is drawn, so that a step that was cut off and is
 * executed again draws the same lots.
 */
export function drawLots({ context, runId, activity, memory }: Step): Random {
  const known = memory['seed']
  if (typeof known === 'number') return createSeededRandom(known)
  const seed = context.random.integer(seeds)
  context.workspace.sql
    .prepare(
      `UPDATE activity_runs SET memory = json_set(memory, '$.seed', ?) WHERE run_id = ? AND activity_id = ?`,
    )
    .run(seed, runId, activity.id)
  return createSeededRandom(seed)
}

/** Lets exactly so many of a known number go, each with the same chance; they come page by page. */
export function pickAtRandom<T>(
  { total, wanted }: { readonly total: number; readonly wanted: number },
  random: Random,
): (page: readonly T[]) => T[] {
  let left = total
  let missing = Math.min(wanted, total)
  return page =>
    page.filter(() => {
      const isPicked = missing > 0 && random.next() * left < missing
      left -= 1
      if (isPicked) missing -= 1
      return isPicked
    })
}
