import type { ActivityRunner, Place, SettingsProblem } from './activity-runner.ts'
import type { SmsSettings } from '../../../shared/activities/sms.ts'
import { timingOf } from '../../../shared/delivery/timing-settings.ts'
import { checkSms } from './check-sms.ts'
import { isScheduled } from './is-scheduled.ts'
import { createDelivery, findDelivery, followDelivery } from './own-delivery.ts'

/** Creates one delivery a run and prepares it; a person confirms the sending. */
export const smsRunner: ActivityRunner<'sms'> = {
  missing: { 'content.text': 'template-empty' },
  check: (settings, facts, place) => [...checkSms(settings, facts, place), ...checkStart(settings, place)],
  execute(settings, step) {
    return followDelivery(settings, step, findDelivery(step) ?? createDelivery(settings, step))
  },
}

/** With two schedules the people of the first are out of date when the second comes due (SC-04). */
function checkStart({ delivery }: SmsSettings, place: Place): SettingsProblem[] {
  const { kind } = timingOf(delivery).start
  if ((kind !== 'at' && kind !== 'local') || !isScheduled(place)) return []
  return [{ code: 'delivery-waits-on', path: 'delivery.timing', severity: 'warning' }]
}
