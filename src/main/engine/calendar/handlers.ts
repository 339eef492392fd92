import type { calendarCalls } from '../../../shared/contract/calendar.ts'
import type { HandlersOf } from '../../../shared/contract/index.ts'
import type { EngineContext } from '../context.ts'
import { findCollisions } from './find-collisions.ts'
import { findDeliveries, mostDeliveries } from './find-deliveries.ts'
import { findFirings } from './find-firings.ts'
import { findOverlaps } from './find-overlaps.ts'
import { findWaits } from './find-waits.ts'

/** Answers the calls about what happens when. */
export function calendarHandlers(context: EngineContext): HandlersOf<typeof calendarCalls> {
  const { sql } = context.workspace
  return {
    'calendar.entries': async span => {
      const deliveries = findDeliveries(sql, { ...span, timeZone: context.clock.timeZone() })
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
