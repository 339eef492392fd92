import type { Clock } from '../../environment.ts'
import type { PhoneMessage, PhoneSummary } from '../transport.ts'
import type { Population } from './people.ts'

/** As many phones are kept as a person can look through, with so many messages each. */
const mostPhones = 1_000
const mostMessages = 50

/** A message on its way to a phone. */
export interface Arriving {
  /** The phone has it. */
  arrive(): void
}

/** The screens of simulated phones. */
export interface Phones {
  /** The network took a message for a phone. */
  expect(phone: string, text: string): Arriving
  /** The person writes. */
  write(phone: string, text: string): void
  /** Newest first. */
  list(): readonly PhoneSummary[]
  /** Oldest first; none of a phone that nobody wrote to. */
  messages(phone: string): readonly PhoneMessage[]
}

/** Phones without any message. */
export function createPhones(clock: Clock, population: Population): Phones {
  // In the order of their last messages.
  const phones = new Map<string, { -readonly [Key in keyof PhoneMessage]: PhoneMessage[Key] }[]>()
  function note(phone: string, message: PhoneMessage): { isThere: boolean } {
    const messages = phones.get(phone) ?? []
    const kept = { ...message }
    messages.push(kept)
    if (messages.length > mostMessages) messages.shift()
    phones.delete(phone)
    phones.set(phone, messages)
    const [oldest] = phones.keys()
    if (phones.size > mostPhones && oldest !== undefined) phones.delete(oldest)
    return kept
  }
  return {
    expect(phone, text) {
      const message = note(phone, { at: clock.now(), by: 'line', text, isThere: false })
      return { arrive: () => void (message.isThere = true) }
    },
    write: (phone, text) => void note(phone, { at: clock.now(), by: 'person', text, isThere: true }),
    list: () =>
      Array.from(phones, ([phone, messages]) => ({
        phone,
        person: population.kindOf(phone),
        count: messages.length,
        last: messages.at(-1) ?? { at: 0, by: 'line' as const, text: '', isThere: false },
      })).toReversed(),
    messages: phone => (phones.get(phone) ?? []).map(message => ({ ...message })),
  }
}
