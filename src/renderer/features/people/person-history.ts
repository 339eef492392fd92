import type { ExclusionCause } from '../../../shared/exclusion-cause.ts'
import type { MessageState } from '../../../shared/lifecycles/message.ts'

interface MessageEntry {
  readonly id: number
  readonly deliveryId: number
  readonly deliveryLabel: string
  readonly text: string
  readonly state: MessageState
  readonly at: number
}

interface ExclusionEntry {
  readonly deliveryId: number
  readonly deliveryLabel: string
  readonly cause: ExclusionCause
  readonly detail: string | null
}

/** Why somebody was left out of a delivery. */
export interface Cause {
  readonly cause: ExclusionCause
  readonly detail: string | null
}

/** What became of a person in one delivery: a message, or the causes that kept them out, the main one first. */
export interface DeliveryOutcome {
  readonly deliveryId: number
  readonly deliveryLabel: string
  readonly message?: MessageEntry
  readonly causes: readonly Cause[]
}

/** One line a delivery, the newest delivery first. */
export function outcomesOf(
  messages: readonly MessageEntry[],
  exclusions: readonly ExclusionEntry[],
): readonly DeliveryOutcome[] {
  const outcomes = new Map<number, DeliveryOutcome>()
  for (const { deliveryId, deliveryLabel, cause, detail } of exclusions) {
    const causes = [...(outcomes.get(deliveryId)?.causes ?? []), { cause, detail }]
    outcomes.set(deliveryId, { deliveryId, deliveryLabel, causes })
  }
  for (const message of messages) {
    const { deliveryId, deliveryLabel } = message
    const causes = outcomes.get(deliveryId)?.causes ?? []
    outcomes.set(deliveryId, { deliveryId, deliveryLabel, message, causes })
  }
  return [...outcomes.values()].sort((a, b) => b.deliveryId - a.deliveryId)
}

/** Who has the message on the same number, from what preparation noted. */
export function duplicateOwner(cause: Cause): number | null {
  return cause.cause === 'duplicate-number' && cause.detail !== null ? Number(cause.detail) : null
}
