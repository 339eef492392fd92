import { readPhone } from '../../../shared/phone.ts'

/** How a number is kept with a person. */
export interface StoredPhone {
  readonly phone: string | null
  readonly phoneInput: string | null
  readonly phoneType: string | null
  /** `missing`, or why the number cannot be read. */
  readonly phoneProblem: string | null
  readonly country: string | null
}

/** Reads a number as typed into what is stored: one that cannot be read stays as typed, with its problem. */
export function storePhone(input: string, defaultCountry: string): StoredPhone {
  const reading = readPhone(input, defaultCountry)
  const phoneInput = input || null
  if (reading.kind !== 'ok') {
    const phoneProblem = reading.kind === 'missing' ? 'missing' : reading.reason
    return { phone: null, phoneInput, phoneType: null, phoneProblem, country: null }
  }
  const country = reading.country === '001' ? null : reading.country
  return { phone: reading.e164, phoneInput, phoneType: reading.type, phoneProblem: null, country }
}
