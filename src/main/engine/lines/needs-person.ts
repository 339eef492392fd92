import type { SendError } from '../../../shared/errors.ts'
import type { FailureCode } from '../../../shared/lines/failure-codes.ts'

/**
 * Where each further try costs something or cannot succeed: a SIM blocks after three wrong PINs. A port that is missing
 * or busy is not among them, because a stick comes back when it is plugged in again.
 */
const hopeless: ReadonlySet<string> = new Set<FailureCode>([
  'modem-pin-needed',
  'modem-pin-wrong',
  'modem-pin-last-try',
  'modem-puk-needed',
  'modem-no-pdu-mode',
])

/** Whether a line that failed so stays closed until a person has changed something. */
export function needsPerson(error: SendError): boolean {
  return error.retry.kind === 'never' || hopeless.has(error.code)
}
