import { z } from 'zod'
import { durationSchema } from '../schedule/duration.ts'
import { clockTimeSchema } from '../schedule/schedule.ts'

/** Which deliveries of a line come first; the others get their share all the same. */
export const priorities = ['low', 'normal', 'high'] as const
export type Priority = (typeof priorities)[number]

/** Until when a message is worth sending. */
const validitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always') }),
  /** From the moment at which the message could first leave: the start, in each person's zone where that is chosen. */
  z.object({ kind: z.literal('for'), duration: durationSchema }),
  z.object({
    kind: z.literal('until'),
    day: z.iso.date(),
    time: clockTimeSchema,
    timeZone: z.string().min(1).max(64).nullable(),
  }),
])
export type Validity = z.infer<typeof validitySchema>

/** What keeps a delivery from leaving without being asked: that its preparation warns of something (SD-15). */
export const holdCauses = ['nobody', 'over-budget', 'text'] as const
export type HoldCause = (typeof holdCauses)[number]

/** Whether a person confirms the sending (SD-14). */
const confirmationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ask') }),
  /** Released as soon as it is prepared, unless the preparation shows one of these. */
  z.object({ kind: z.literal('automatic'), holdFor: z.array(z.enum(holdCauses)).max(holdCauses.length) }),
])
export type ConfirmationRule = z.infer<typeof confirmationSchema>

/** How messages leave; what is absent is as usual. */
export const sendingSettingsSchema = z.object({
  priority: z.enum(priorities).optional(),
  validity: validitySchema.optional(),
  /** Most that the delivery may cost, in millionths of the line's currency; null is no limit. */
  budgetMicros: z.number().int().positive().nullable().optional(),
  confirmation: confirmationSchema.optional(),
})
export type SendingSettings = z.infer<typeof sendingSettingsSchema>

/** The same with nothing left open. */
export interface FullSending {
  readonly priority: Priority
  readonly validity: Validity
  readonly budgetMicros: number | null
  readonly confirmation: ConfirmationRule
}

/** In order, without an end or a limit, after a person has confirmed. */
export const usualSending: FullSending = {
  priority: 'normal',
  validity: { kind: 'always' },
  budgetMicros: null,
  confirmation: { kind: 'ask' },
}

/** The sending with everything that is absent as usual. */
export function sendingOf({ sending }: { readonly sending?: SendingSettings | undefined }): FullSending {
  return {
    priority: sending?.priority ?? usualSending.priority,
    validity: sending?.validity ?? usualSending.validity,
    budgetMicros: sending?.budgetMicros ?? usualSending.budgetMicros,
    confirmation: sending?.confirmation ?? usualSending.confirmation,
  }
}
