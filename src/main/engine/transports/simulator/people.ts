import type { PersonKind } from '../../../../shared/lines/person-kind.ts'

/** What the network says about a part some time after it took it. */
export interface PlannedReport {
  /** TP-Status, 3GPP TS 23.040 §9.2.3.15. */
  readonly status: number
  /** Milliseconds after the part was taken: a random moment between the two. */
  readonly between: readonly [number, number]
}

/** How a simulated person, or their network, behaves towards every message. */
export interface Behaviour {
  readonly kind: PersonKind
  /** The number of the `+CMS ERROR` with which the network refuses at once. */
  readonly refusal?: number
  readonly reports: readonly PlannedReport[]
  /** Sent back a moment after the whole message was delivered. */
  readonly reply?: string
}

/** The phone has it. */
export const DELIVERED = 0x00
const STILL_TRYING = 0x30
const NO_ROOM_YET = 0x25
const NOT_REACHED = 0x46
const GIVEN_UP = 0x63

const PROMPT: PlannedReport = { status: DELIVERED, between: [200, 1200] }
const CHATTY =
  'Thank you for the message 😀 I will be there as agreed, and I am bringing my brother along if that suits you.'

const BEHAVIOURS: Readonly<Record<PersonKind, Omit<Behaviour, 'kind'>>> = {
  prompt: { reports: [PROMPT] },
  slow: { reports: [{ status: DELIVERED, between: [2500, 4000] }] },
  // The phone is off for a while.
  away: {
    reports: [
      { status: STILL_TRYING, between: [200, 600] },
      { status: DELIVERED, between: [1500, 3000] },
    ],
  },
  // The phone has no room until its owner has deleted something.
  full: {
    reports: [
      { status: NO_ROOM_YET, between: [200, 600] },
      { status: DELIVERED, between: [3000, 5000] },
    ],
  },
  replies: { reports: [PROMPT], reply: 'OK thanks' },
  // In several parts.
  chatty: { reports: [PROMPT], reply: CHATTY },
  stop: { reports: [PROMPT], reply: 'STOP' },
  // Nobody has this number, and the network says so at once.
  'wrong-number': { refusal: 1, reports: [] },
  // The network lets nobody write there.
  barred: { refusal: 196, reports: [] },
  // Taken, then reported as failed for good.
  unreachable: { reports: [{ status: NOT_REACHED, between: [400, 1500] }] },
  // The phone is off and the service centre gives up.
  gone: {
    reports: [
      { status: STILL_TRYING, between: [200, 600] },
      { status: GIVEN_UP, between: [2000, 3000] },
    ],
  },
  // Nothing is ever heard.
  silent: { reports: [] },
}

/** By the last two digits of the number; the first row that reaches far enough counts. */
const BY_LAST_DIGITS: readonly (readonly [upTo: number, kind: PersonKind])[] = [
  [83, 'prompt'],
  [84, 'full'],
  [87, 'wrong-number'],
  [90, 'unreachable'],
  [92, 'away'],
  [94, 'slow'],
  [95, 'gone'],
  [96, 'stop'],
  [97, 'replies'],
  [98, 'chatty'],
  [99, 'silent'],
]

/** The kind of whoever has a number: a pure function of its last two digits. */
export function kindOf(number: string): PersonKind {
  const digits = Number(number.replace(/\D/g, '').slice(-2))
  const [, kind] = BY_LAST_DIGITS.find(([upTo]) => digits <= upTo) ?? []
  return kind ?? 'prompt'
}

/** What people of a kind do. */
export function behaviourOf(kind: PersonKind): Behaviour {
  return { kind, ...BEHAVIOURS[kind] }
}

/** Some numbers that are people of a kind: one number, or all that begin or end so. */
export interface PersonRule {
  /** Such as `+447700900123`, `+4477009001*` or `*42`. */
  readonly numbers: string
  readonly is: PersonKind
}

/** Who has which number; the first rule that matches counts, else the last two digits. */
export interface Population {
  kindOf(number: string): PersonKind
  /** Makes somebody another kind of person from now on. */
  change(number: string, kind: PersonKind): void
}

/** A population by rules. */
export function createPopulation(rules: readonly PersonRule[] = []): Population {
  const changed = new Map<string, PersonKind>()
  return {
    kindOf: number =>
      changed.get(number) ?? rules.find(({ numbers }) => isMatched(numbers, number))?.is ?? kindOf(number),
    change: (number, kind) => void changed.set(number, kind),
  }
}

function isMatched(pattern: string, number: string): boolean {
  if (pattern === '*') return true
  if (pattern.endsWith('*')) return number.startsWith(pattern.slice(0, -1))
  return pattern.startsWith('*') ? number.endsWith(pattern.slice(1)) : number === pattern
}
