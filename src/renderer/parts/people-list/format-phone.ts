import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/** Writes an E.164 number for reading: `+447700900123` becomes `+44 7700 900123`. */
export function formatPhone(e164: string): string {
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164
}
