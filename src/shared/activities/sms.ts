import { z } from 'zod'
import { deliveryContentSchema } from '../delivery/delivery-content.ts'
import { deliveryPropertiesSchema } from '../delivery/delivery-properties.ts'
import { deliverySettingsSchema, usualSettings } from '../delivery/delivery-settings.ts'
import { defineActivity } from './define-activity.ts'

/** Who travels on after the delivery: nobody goes on, everyone who entered, or everyone addressed (C-01, TR-09). */
export const outbounds = ['none', 'everyone', 'addressed'] as const
export type Outbound = (typeof outbounds)[number]

const settings = z.object({
  content: deliveryContentSchema,
  delivery: deliverySettingsSchema,
  properties: deliveryPropertiesSchema.optional(),
  outbound: z.enum(outbounds),
  errorOutlet: z.boolean().default(false),
})
export type SmsSettings = z.infer<typeof settings>

/**
 * One SMS to everyone who comes in. Running it only prepares a delivery; a person confirms the sending. Where it cannot be
 * prepared, those who came in can leave by an outlet for that (TR-11).
 */
export const sms = defineActivity({
  kind: 'sms',
  family: 'channel',
  version: 1,
  inlets: 'one',
  carries: 'inbound',
  needsPeople: true,
  settings,
  // Most campaigns advertise; who sends something else says why there is no way to opt out.
  initial: {
    content: { text: '', footer: { kind: 'on' } },
    delivery: usualSettings,
    outbound: 'none',
    errorOutlet: false,
  },
  passing: { outbound: 'everyone' },
  outlets: given => [
    ...(given['outbound'] && given['outbound'] !== 'none' ? ['sent'] : []),
    ...(given['errorOutlet'] === true ? ['error'] : []),
  ],
})
