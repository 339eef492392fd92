import type { ControlGroup } from '../../../shared/delivery/who-settings.ts'
import type { Cause } from './judge-person.ts'
import { lotOf, lots } from './lot-of.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import type { Tally } from './tally.ts'

/** Who is not texted so that it can be told what those do who are. */
export const inControlGroup: Cause = { cause: 'control-group', detail: null }

/** Of the lots that are to be drawn, so many are as soon as they come up. */
const surely = 0.9
/** A group of fewer has too few for its lots to be that evenly spread. */
const enough = 1000

/** How many were taken out for the control group so far. */
export function drawnOf({ excluded }: Pick<Tally, 'excluded'>): number {
  return excluded['control-group'] ?? 0
}

/**
 * Tells of people who would get a message whether their lot is so low that they are in the control group whoever else
 * comes; the others are drawn once all are known. A message that is written and taken away again would cost several times
 * as much as one that never is.
 * @returns undefined where nobody can be told so early
 */
export function prepareEarlyDraw(
  { deliveryId, expected, settings }: Pick<PreparationPlan, 'deliveryId' | 'expected' | 'settings'>,
  tally: Tally,
): ((personId: number) => boolean) | undefined {
  const group = settings.who?.controlGroup
  if (group?.pick !== 'random') return undefined
  const share = shareOf(group, expected)
  const below = share * surely * lots
  return personId => {
    if (lotOf(deliveryId, personId) >= below) return false
    const drawn = drawnOf(tally)
    const least = share * (tally.toDeliver + drawn + 1)
    return least >= enough && drawn + 1 < least
  }
}

/** The least that the group can be of those who would get a message: a count is so at its smallest if everybody does. */
function shareOf({ size }: ControlGroup, expected: number): number {
  return size.of === 'count' ? size.count / Math.max(1, expected) : size.percent / 100
}
