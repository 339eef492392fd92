import type { SmsRecurringSettings } from '../../../shared/activities/sms-recurring.ts'
import { clockTextOf } from '../../../shared/calendar-day.ts'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { idsBefore, incomingOf } from '../../../shared/workflow/graph.ts'
import { fireSeries } from '../series/fire-series.ts'
import type { ActivityRunner, CheckFacts, Place, SettingsProblem } from './activity-runner.ts'
import { checkSms } from './check-sms.ts'
import { isScheduled } from './is-scheduled.ts'
import { findDelivery, followDelivery } from './own-delivery.ts'

/**
 * Makes one delivery a firing, under the recurring delivery of the activity; none where nobody comes in, or where that is
 * paused, stopped or told to leave this firing out. Nobody goes on then.
 */
export const smsRecurringRunner: ActivityRunner<'sms-recurring'> = {
  missing: { 'content.text': 'template-empty' },
  check: (settings, facts, place) => [
    ...checkSchedule(place),
    ...checkStart(settings),
    ...checkSkips(facts, place),
    ...checkSms(settings, facts, place),
  ],
  async execute(settings, step) {
    const delivery = findDelivery(step)
    if (delivery) return followDelivery(settings, step, delivery)
    const fired = fireSeries(settings, step)
    if (fired.kind === 'made') return followDelivery(settings, step, fired.delivery)
    return { kind: 'finished', outputs: {}, notes: [{ code: `firing-${fired.kind}`, data: {} }] }
  },
}

/** A day of its own would be the same for every execution. */
function checkStart({ delivery }: SmsRecurringSettings): SettingsProblem[] {
  const isAtOnce = timingOf(delivery).start.kind === 'now'
  return isAtOnce ? [] : [{ code: 'series-own-time', path: 'delivery.timing' }]
}

/** Another schedule or zone makes what was taken out mean nothing: that is said before it is published. */
function checkSkips(facts: CheckFacts, place: Place): SettingsProblem[] {
  const { moments, timeZone } = facts.findLostSkips(place)
  const [first] = moments
  if (first === undefined) return []
  const at = clockTextOf({ now: first, timeZone })
  return [{ code: 'series-skips-lost', path: '', severity: 'warning', data: { n: moments.length, at } }]
}

/** How often it is sent comes from a Scheduler alone (SD-04). */
function checkSchedule({ document, activityId }: Place): SettingsProblem[] {
  if (isScheduled({ document, activityId })) return []
  const before = idsBefore(document, activityId)
  const source = document.activities.find(({ id }) => before.has(id) && incomingOf(document, id).length === 0)
  return [{ code: 'series-unscheduled', path: '', data: { source: source?.id ?? activityId } }]
}
