import { readPhone } from '../../../shared/phone.ts'

/** ISO 3166 country of a number in E.164; empty where it is of none. */
export function countryOf(phone: string | null): string {
  const reading = readPhone(phone ?? '', undefined)
  return reading.kind === 'ok' && reading.country !== '001' ? reading.country : ''
}
