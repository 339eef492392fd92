import type { Log } from '../../src/main/engine/environment.ts'

/** One entry of a log. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A log that keeps its entries for a test to look at. */
export function createKeptLog(): Log & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = []
  const keep =
    (level: LogEntry['level']) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
      void entries.push({ level, message, fields })
  return { entries, info: keep('info'), warn: keep('warn'), error: keep('error') }
}
