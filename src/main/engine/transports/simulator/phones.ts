import type { Clock } from '../../environment.ts'
import type { SimulatedPhone } from '../transport.ts'

/** As many phones are kept as a person can look through, with so many messages each. */
const mostPhones = 100
const mostMessages = 20

/** The screens of simulated phones, newest first. */
export interface Phones {
  note(phone: string, by: 'line' | 'person', text: string): void
  list(): readonly SimulatedPhone[]
}

/** Phones without any message. */
export function createPhones(clock: Clock): Phones {
  // In the order of their last messages.
  const phones = new Map<string, SimulatedPhone['messages'][number][]>()
  return {
    note(phone, by, text) {
      const messages = phones.get(phone) ?? []
      messages.push({ at: clock.now(), by, text })
      if (messages.length > mostMessages) messages.shift()
      phones.delete(phone)
      phones.set(phone, messages)
      const [oldest] = phones.keys()
      if (phones.size > mostPhones && oldest !== undefined) phones.delete(oldest)
    },
    list: () => Array.from(phones, ([phone, messages]) => ({ phone, messages: [...messages] })).toReversed(),
  }
}
