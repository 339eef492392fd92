import type { calendarCalls } from '../../../shared/contract/calendar.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { readPlan } from '../deliveries/read-plan.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { breathe } from '../people/breathe.ts'
import { findCollisions } from './find-collisions.ts'
import { findDeliveries, mostDeliveries, type DeliveryEntry } from './find-deliveries.ts'
import { findFirings } from './find-firings.ts'
import { findOverlaps } from './find-overlaps.ts'
import { findWaits } from './find-waits.ts'

/** Answers the calls about what happens when. */
export function calendarHandlers(
  context: EngineContext,
  outbox: Pick<Outbox, 'progressOf'>,
): HandlersOf<typeof calendarCalls> {
  const { sql } = context.workspace
  return {
    'calendar.entries': async span => {
      const found = findDeliveries(sql, { ...span, timeZone: context.clock.timeZone() })
      const deliveries = await foreseeEnds(context, outbox, found)
      const { firings, isCut } = findFirings(context, span)
      const entries = [...deliveries, ...firings, ...(await findWaits(sql, span))]
      return {
        entries: entries.toSorted((one, other) => one.at - other.at),
        collisions: findCollisions(deliveries),
        isCut: isCut || deliveries.length === mostDeliveries,
      }
    },
    'calendar.overlaps': span => findOverlaps(sql, { ...span, timeZone: context.clock.timeZone() }),
  }
}

/** Deliveries end here when their own screens say: by their waves, their hours, and what their lines can send. */
async function foreseeEnds(
  context: EngineContext,
  outbox: Pick<Outbox, 'progressOf'>,
  entries: readonly DeliveryEntry[],
): Promise<DeliveryEntry[]> {
  const foreseen: DeliveryEntry[] = []
  for (const entry of entries) {
    const pace = entry.state === 'sending' ? outbox.progressOf(entry.id)?.perMinute : null
    const plan = isAhead.has(entry.state) ? readPlan(context, entry.id, pace ?? undefined) : null
    foreseen.push(plan ? { ...entry, endsAt: plan.endsAt } : entry)
    if (plan) await breathe()
  }
  return foreseen
}

/** What is prepared and has not ended. */
const isAhead: ReadonlySet<string> = new Set(['ready', 'scheduled', 'sending', 'paused'])
