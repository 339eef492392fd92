import type { Log } from './environment.ts'
import { stackOf } from './stack-of.ts'

/** Lets work run that nobody waits for: where it fails, the log says so, and everything else goes on. */
export function inBackground({ log }: { readonly log: Log }, what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => log.error(`${what} failed`, { stack: stackOf(error) }))
}
