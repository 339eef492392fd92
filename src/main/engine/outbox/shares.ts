import { priorities, type Priority } from '../../../shared/delivery/sending-settings.ts'

/** Of thirteen messages, so many are of each priority where all three have something to send. */
const weights: Readonly<Record<Priority, number>> = { low: 1, normal: 3, high: 9 }

/** Who is next among priorities: more often the higher ones, and each of them again and again. */
export interface Shares {
  /** The priority of the next message, among those that have any. */
  next(among: readonly Priority[]): Priority | undefined
  /** The same turns again, to be tried without taking them. */
  copy(): Shares
}

/** Smooth weighted turns: each waits no longer than the others' weights together. */
export function createShares(
  saved: Readonly<Record<Priority, number>> = { low: 0, normal: 0, high: 0 },
): Shares {
  const credit = { ...saved }
  return {
    copy: () => createShares(credit),
    next(among) {
      // Who has nothing to send saves nothing up.
      for (const each of priorities) if (!among.includes(each)) credit[each] = 0
      let chosen: Priority | undefined
      let total = 0
      for (const each of among) {
        credit[each] += weights[each]
        total += weights[each]
        if (chosen === undefined || credit[each] > credit[chosen]) chosen = each
      }
      if (chosen !== undefined) credit[chosen] -= total
      return chosen
    },
  }
}
