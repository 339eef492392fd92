/** Cancels what it was returned for; calling it twice is harmless. */
export type Cancel = () => void

/** The only source of time in the engine; tests give one that they advance by hand. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  now(): number
  /** Calls once after `ms` milliseconds; the returned function cancels. */
  after(ms: number, run: () => void): Cancel
  /** IANA name of the zone that the machine is set to: the one in which its person says "today". */
  timeZone(): string
}

/** The only source of chance in the engine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number in [0, below). */
  integer(below: number): number
}

/** Structured log; phone numbers and texts are passed under `phone` and `text`, which the sink redacts. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** Resolves after `ms` of the clock's time. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise(resolve => clock.after(ms, resolve))
}
