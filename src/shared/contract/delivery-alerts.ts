import { z } from 'zod'
import { call, id, instant, nothing } from './feature.ts'

/**
 * What may be wrong with a delivery: it failed to be prepared, was paused by a fault, is late, has no line that is there,
 * stands still, or fails often.
 */
export const alertKinds = ['preparation-failed', 'paused', 'overdue', 'away', 'still', 'errors'] as const
export type AlertKind = (typeof alertKinds)[number]

/** A delivery that somebody should look at. */
export const deliveryAlertSchema = z.object({
  deliveryId: id,
  label: z.string(),
  kind: z.enum(alertKinds),
  /** Since when; of errors, when the last message was settled. */
  since: instant,
  /** Of errors, how many of a hundred messages that have an outcome. */
  percent: z.number().int().nullable(),
  /** Of what the program could not go on with: why. */
  trouble: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type DeliveryAlert = z.infer<typeof deliveryAlertSchema>

/** What is watched; null is not. */
export const alertSettingsSchema = z.object({
  /** So many of a hundred messages failed. */
  errorPercent: z.number().int().min(1).max(100).nullable(),
  /** So long after its time it has not begun, or so long nothing has left although it could. */
  lateMinutes: z.number().int().min(1).max(1440).nullable(),
})
export type AlertSettings = z.infer<typeof alertSettingsSchema>

/** What is watched where nobody has chosen. */
export const usualAlerts: AlertSettings = { errorPercent: 5, lateMinutes: 15 }

export const deliveryAlertCalls = {
  /** As it stands now, the latest first. */
  'deliveries.alerts': call(nothing, z.array(deliveryAlertSchema)),
} as const
