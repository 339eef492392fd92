/** One line about a step of the set-up; on stderr, so that a program's own output stays clean.
 * @param {string} line */
export function say(line) {
  process.stderr.write(`campanile: ${line}\n`)
}

/** A failure that one line explains; shown without a stack. */
export class SetupError extends Error {}
