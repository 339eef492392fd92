import type { ActivityRunner } from './activity-runner.ts'
import { checkSms } from './check-sms.ts'
import { createDelivery, findDelivery, followDelivery } from './own-delivery.ts'

/** Creates one delivery a run and prepares it; a person confirms the sending. */
export const smsRunner: ActivityRunner<'sms'> = {
  missing: { 'content.text': 'template-empty' },
  check: checkSms,
  execute(settings, step) {
    return followDelivery(settings, step, findDelivery(step) ?? createDelivery(settings, step))
  },
}
