import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import type { EngineContext } from '../context.ts'
import { sendCopies } from '../proofs/send-copies.ts'
import { readDeliveryPlaces, unknownPlace, type Place } from '../timing/places.ts'
import { createTimetable, startOfDelivery } from '../timing/timetable.ts'
import { moveDelivery } from './move-delivery.ts'

/**
 * Releases a prepared delivery: it is sent at once, or waits for its time. What its times mean is frozen with it: a machine
 * that is taken to another zone does not move them.
 * @returns when it starts; null where it has started
 * @throws UserError `delivery/too-late`, `delivery/cannot-confirm`, `delivery/cannot-schedule`
 */
export function releaseDelivery(
  context: EngineContext,
  {
    id,
    settings,
    ifDigest,
  }: { readonly id: number; readonly settings: DeliverySettings; readonly ifDigest: string },
): number | null {
  const { clock, workspace } = context
  const now = clock.now()
  const timeZone = clock.timeZone()
  const places = placesOf(readDeliveryPlaces(workspace.sql, id).map(({ place }) => place))
  const startsAt = startOfDelivery(settings, { now, timeZone, places })
  checkValidity({ settings, timeZone, places, begunAt: startsAt }, now)
  const set = { confirmedAt: now, timeZone, trouble: null, startsAt }
  if (startsAt > now) {
    moveDelivery(context, { id, move: 'schedule', set, ifDigest })
    return startsAt
  }
  moveDelivery(context, { id, move: 'confirm', set: { ...set, begunAt: now }, ifDigest })
  sendCopies(context, id)
  return null
}

function placesOf(places: readonly Place[]): readonly Place[] {
  return places.length > 0 ? places : [unknownPlace]
}

function checkValidity(
  given: {
    readonly settings: DeliverySettings
    readonly timeZone: string
    readonly places: readonly Place[]
    readonly begunAt: number
  },
  now: number,
): void {
  const timetable = createTimetable({ ...given, isSimulated: false })
  const isOver = given.places.every(place => {
    const from = Math.max(now, timetable.startOf(place))
    return timetable.deadlineOf(place) <= from
  })
  if (isOver) throw new UserError('delivery/too-late')
}
