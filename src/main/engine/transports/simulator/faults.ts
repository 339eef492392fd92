/** What goes wrong with one submit. */
export type SubmitFault =
  /** The network takes it, the answer never comes, the modem goes on. */
  | 'answer-lost'
  /** No prompt comes. */
  | 'no-prompt'
  /** The link dies instead of the prompt. */
  | 'vanish-before-prompt'
  /** The link dies after the PDU; the network has it. */
  | 'vanish-after-data'
  /** The link dies after the PDU; the network never gets it. */
  | 'vanish-unsent'
  /** The network refuses with this `+CMS ERROR`. */
  | { readonly cms: number }

/** A script of what goes wrong with an emulated modem. */
export interface FaultScript {
  /** Asked at each `AT+CMGS`, counted from 1. */
  submit?(ordinal: number): SubmitFault | undefined
  /** Milliseconds before each prompt. */
  readonly promptDelayMs?: number
  /** Octets that the modem writes at a time; all at once unless told. */
  readonly chunkSize?: number
}
