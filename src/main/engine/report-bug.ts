import type { Log, Random } from './environment.ts'
import { stackOf } from './stack-of.ts'

/**
 * Logs a fault of the program once, with its stack.
 * @param what `<what> failed` stands in the log
 * @returns the reference under which a person is told of it
 */
export function reportBug(
  { log, random }: { readonly log: Log; readonly random: Random },
  what: string,
  { error, ...fields }: { readonly error: unknown; readonly [field: string]: unknown },
): string {
  const reference = random
    .integer(36 ** 6)
    .toString(36)
    .padStart(6, '0')
  log.error(`${what} failed`, { ...fields, reference, stack: stackOf(error) })
  return reference
}
