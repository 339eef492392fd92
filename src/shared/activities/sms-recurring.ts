import type { z } from 'zod'
import { seriesSettingsSchema } from '../delivery/series-settings.ts'
import { defineActivity } from './define-activity.ts'
import { sms } from './sms.ts'

const settings = sms.settings.extend(seriesSettingsSchema.shape)
export type SmsRecurringSettings = z.infer<typeof settings>

/**
 * The same SMS at each firing of a schedule, to whoever comes in then: one delivery a firing, added up under one recurring
 * delivery (SD-04, SD-05). It has no schedule of its own.
 */
export const smsRecurring = defineActivity({
  kind: 'sms-recurring',
  family: 'channel',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  settings,
  initial: { ...sms.initial, aggregation: 'month', confirmation: 'each' },
  passing: { outbound: 'everyone' },
  outlets: given => sms.outlets(given),
})
