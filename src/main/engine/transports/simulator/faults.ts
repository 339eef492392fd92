/** Faults of one submit that have no number. */
export const plainFaults = [
  /** The network takes it, the answer never comes, the modem goes on. */
  'answer-lost',
  /** The answer comes after the report of the same part. */
  'answer-late',
  /** No prompt comes. */
  'no-prompt',
  /** The link dies instead of the prompt. */
  'vanish-before-prompt',
  /** The link dies after the PDU; the network has it. */
  'vanish-after-data',
  /** The link dies after the PDU; the network never gets it. */
  'vanish-unsent',
  /** A report about somebody to whom this modem never wrote comes before the answer. */
  'stranger-report',
] as const

/** What goes wrong with one submit. */
export type SubmitFault =
  | (typeof plainFaults)[number]
  /** The network refuses with this `+CMS ERROR`. */
  | { readonly cms: number }

/** What is in the slot for the SIM, beside one that is asked for its PIN. */
export type SimCondition = 'ready' | 'puk' | 'absent'

/** How the network sees the modem. */
export type NetworkCondition = 'home' | 'searching' | 'denied'

/** A script of what goes wrong with an emulated modem. */
export interface FaultScript {
  /** Asked at each `AT+CMGS`, counted from 1. */
  submit?(ordinal: number): SubmitFault | undefined
  /** Asked once the number is known. */
  recipient?(number: string): SubmitFault | undefined
  /** Milliseconds before each prompt. */
  readonly promptDelayMs?: number | undefined
  /** Milliseconds that the network takes for a part: at random between the two, instead of always the same. */
  readonly latencyMs?: readonly [least: number, most: number] | undefined
  /** Octets that the modem writes at a time; all at once unless told. */
  readonly chunkSize?: number | undefined
  /** Lines of chatter about the signal before everything that the modem says. */
  readonly chatter?: number | undefined
  readonly sim?: SimCondition | undefined
  readonly network?: NetworkCondition | undefined
  /** What this modem says to a command, such as `+CGMI`, instead of what it would say: lines, or `ERROR`. */
  readonly answers?: Readonly<Record<string, string>> | undefined
}
