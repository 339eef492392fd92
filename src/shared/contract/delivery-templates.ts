import { z } from 'zod'
import { deliveryContentSchema } from '../delivery/delivery-content.ts'
import { deliverySettingsSchema } from '../delivery/delivery-settings.ts'
import { call, done, id, instant, nothing } from './feature.ts'

const words = {
  label: z.string().trim().min(1).max(200),
  description: z.string().trim().max(1000).default(''),
}
const parts = { content: deliveryContentSchema, settings: deliverySettingsSchema }

/** What a delivery can begin with. */
const template = z.object({ id, label: z.string(), description: z.string(), ...parts, changedAt: instant })
export type DeliveryTemplate = z.infer<typeof template>

export const deliveryTemplateCalls = {
  /** Those that people have made, by label. */
  'deliveryTemplates.list': call(nothing, z.array(template)),
  /**
   * Keeps content and settings, without a date to start at. Refused with `delivery-template/label-taken` where there is one
   * of that label, unless it is to be replaced.
   */
  'deliveryTemplates.add': call(
    z.object({ ...words, ...parts, replaces: z.boolean().default(false) }),
    z.object({ id }),
  ),
  'deliveryTemplates.describe': call(z.object({ id, ...words }), done),
  /** What was made from it stays as it is. */
  'deliveryTemplates.remove': call(z.object({ id }), done),
} as const

export const deliveryTemplatePushes = { 'deliveryTemplates.changed': done } as const
