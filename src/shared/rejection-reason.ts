import type { RejectionReason } from './contract/imports.ts'
import type { PhoneReading } from './phone.ts'

/** Why a row whose number reads like this is rejected, in the same few kinds everywhere. */
export function rejectionReasonOf(reading: PhoneReading): RejectionReason {
  if (reading.kind !== 'invalid') return 'phone-missing'
  switch (reading.reason) {
    case 'too-short':
    case 'too-long':
    case 'not-in-use':
    case 'scientific':
      return `phone-${reading.reason}`
    default:
      return 'phone-invalid'
  }
}
