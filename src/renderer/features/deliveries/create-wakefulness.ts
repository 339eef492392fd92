import type { Delivery, DeliveryProgress } from '../../../shared/contract/deliveries.ts'
import { desktop } from '../../host.ts'

/** What tells how soon something of a delivery leaves. */
export type Outlook = Pick<DeliveryProgress, 'rest' | 'awaySince'>

/** What leaves within so long is worth staying awake for: machines fall asleep after as much. */
const soonMs = 15 * 60_000

/** Knows what is being sent, and keeps the machine awake while some of it leaves or is about to. */
export interface Wakefulness {
  ids(): number[]
  has(id: number): boolean
  /** Takes note of how a delivery stands. @returns whether it has just come to its end */
  note(id: number, state: Delivery['state'], outlook: Outlook): boolean
  /** To be called now and then: what rests comes nearer. */
  adjust(): void
}

/** Knows of nothing at first. */
export function createWakefulness(): Wakefulness {
  const sending = new Map<number, Outlook>()
  let wasAwake = false

  function adjust(): void {
    const isAwake = [...sending.values()].some(isSoon)
    if (isAwake !== wasAwake) void desktop.keepAwake(isAwake)
    wasAwake = isAwake
  }

  return {
    ids: () => [...sending.keys()],
    has: id => sending.has(id),
    note(id, state, outlook) {
      const wasSending = sending.has(id)
      if (state === 'sending') sending.set(id, outlook)
      else sending.delete(id)
      adjust()
      return wasSending && state === 'finished'
    },
    adjust,
  }
}

/** A rest without a known end waits for a person or for others; without a line nothing leaves, whatever the hour. */
function isSoon({ rest, awaySince }: Outlook): boolean {
  if (awaySince !== null) return false
  return rest === null || (rest.until !== null && rest.until - Date.now() <= soonMs)
}
