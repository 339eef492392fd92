/** What the network says about a part some time after it took it. */
export interface PlannedReport {
  /** TP-Status, 3GPP TS 23.040 §9.2.3.15. */
  readonly status: number
  /** Milliseconds after the part was taken: a random moment between the two. */
  readonly between: readonly [number, number]
}

/** How a simulated person, or their network, behaves towards every message. */
export interface Behaviour {
  /** The number of the `+CMS ERROR` with which the network refuses at once. */
  readonly refusal?: number
  readonly reports: readonly PlannedReport[]
  /** Sent back a moment after the whole message was delivered. */
  readonly reply?: string
}

const DELIVERED = 0x00
const STILL_TRYING = 0x30
const NOT_REACHED = 0x46
const GIVEN_UP = 0x63

const PROMPT: PlannedReport = { status: DELIVERED, between: [200, 1200] }

/** By the last two digits of the number; the first row that reaches far enough counts. */
const BY_LAST_DIGITS: readonly (Behaviour & { readonly upTo: number })[] = [
  // 00–84: delivered within about a second.
  { upTo: 84, reports: [PROMPT] },
  // 85–87: the number is not assigned, and the network says so at once.
  { upTo: 87, refusal: 1, reports: [] },
  // 88–90: taken, then reported as failed for good.
  { upTo: 90, reports: [{ status: NOT_REACHED, between: [400, 1500] }] },
  // 91–92: the phone is off for a while, then delivered.
  {
    upTo: 92,
    reports: [
      { status: STILL_TRYING, between: [200, 600] },
      { status: DELIVERED, between: [1500, 3000] },
    ],
  },
  // 93–94: slow.
  { upTo: 94, reports: [{ status: DELIVERED, between: [2500, 4000] }] },
  // 95: the phone is off and the service centre gives up.
  {
    upTo: 95,
    reports: [
      { status: STILL_TRYING, between: [200, 600] },
      { status: GIVEN_UP, between: [2000, 3000] },
    ],
  },
  // 96: wants no more messages.
  { upTo: 96, reports: [PROMPT], reply: 'STOP' },
  // 97: answers shortly.
  { upTo: 97, reports: [PROMPT], reply: 'OK thanks' },
  // 98: answers at length, in several parts.
  {
    upTo: 98,
    reports: [PROMPT],
    reply:
      'Thank you for the message 😀 I will be there as agreed, and I am bringing my brother along if that suits you.',
  },
  // 99: nothing is ever heard.
  { upTo: 99, reports: [] },
]

/** The behaviour of whoever has a number: a pure function of its last two digits. */
export function behaviourOf(number: string): Behaviour {
  const digits = Number(number.replace(/\D/g, '').slice(-2))
  return BY_LAST_DIGITS.find(row => digits <= row.upTo) ?? { reports: [PROMPT] }
}
