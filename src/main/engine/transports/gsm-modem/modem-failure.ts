import { SendError } from '../../../../shared/errors.ts'
import type { FailureCode } from '../../../../shared/lines/failure-codes.ts'

/** Each try of a wrong PIN brings the SIM closer to being blocked. */
const neverAgain: ReadonlySet<FailureCode> = new Set<FailureCode>(['modem-pin-wrong'])

/** A port or modem that cannot be used until a person changes something. */
export function modemFailure(code: FailureCode): SendError {
  return new SendError(code, { retry: { kind: neverAgain.has(code) ? 'never' : 'later' }, blame: 'config' })
}

/** The link went away before anything left; the message is tried again when the line is back. */
export function lineFailure(code: FailureCode): SendError {
  return new SendError(code, { retry: { kind: 'later' }, blame: 'network' })
}
