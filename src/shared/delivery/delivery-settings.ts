import { z } from 'zod'
import { poolSettingsSchema } from './pool-settings.ts'
import { sendingSettingsSchema } from './sending-settings.ts'
import { testerSettingsSchema } from './tester-settings.ts'
import { timingSettingsSchema } from './timing-settings.ts'
import { whoSettingsSchema } from './who-settings.ts'

/**
 * How a delivery is sent. `lineId` null means the default line; `maxParts` 1–10 excludes longer messages. Whatever is
 * absent is as usual.
 */
export const deliverySettingsSchema = z.object({
  lineId: z.number().int().positive().nullable(),
  /** Several lines instead of one; `lineId` counts for nothing then. */
  pool: poolSettingsSchema.optional(),
  maxParts: z.number().int().min(1).max(10),
  who: whoSettingsSchema.optional(),
  timing: timingSettingsSchema.optional(),
  sending: sendingSettingsSchema.optional(),
  testers: testerSettingsSchema.optional(),
})
export type DeliverySettings = z.infer<typeof deliverySettingsSchema>

/** What a new delivery begins with. */
export const usualSettings: DeliverySettings = { lineId: null, maxParts: 3 }

/**
 * The settings without the date and the time at which a delivery was to start: a copy has none of its own (SD-19). The dates
 * that people have are theirs.
 */
export function withoutStart(settings: DeliverySettings): DeliverySettings {
  const { timing: old, ...rest } = settings
  if (!old?.start || old.start.kind === 'person') return settings
  const { start: _dropped, ...timing } = old
  return Object.keys(timing).length > 0 ? { ...rest, timing } : rest
}
