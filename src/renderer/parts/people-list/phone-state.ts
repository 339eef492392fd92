import type { Person } from '../../../shared/contract/people.ts'
import {
  isTextable,
  readPhone,
  type PhoneFault,
  type PhoneReading,
  type PhoneType,
} from '../../../shared/phone.ts'

/** What a number is good for: a text can arrive, it cannot, or there is no number that can be used. */
export type PhoneState =
  | { readonly kind: 'textable' | 'not-textable'; readonly type: PhoneType }
  | { readonly kind: 'problem'; readonly problem: PhoneFault | 'missing' }

/** Every problem that a number can have; each has a text. */
export const phoneProblems = [
  'missing',
  'too-short',
  'too-long',
  'wrong-length',
  'not-a-number',
  'not-in-use',
  'unknown-country',
  'country-unclear',
  'scientific',
  'several',
] as const satisfies readonly (PhoneFault | 'missing')[]

/** What is known of a person's number. */
export function phoneStateOf({
  phone,
  phoneType,
  phoneProblem,
}: Pick<Person, 'phone' | 'phoneType' | 'phoneProblem'>): PhoneState {
  if (phone === null) return { kind: 'problem', problem: toProblem(phoneProblem) }
  if (isPhoneType(phoneType)) return ofType(phoneType)
  return phoneStateOfReading(readPhone(phone, undefined))
}

/** The same for a number that is being typed or imported. */
export function phoneStateOfReading(reading: PhoneReading): PhoneState {
  if (reading.kind === 'ok') return ofType(reading.type)
  return { kind: 'problem', problem: reading.kind === 'missing' ? 'missing' : reading.reason }
}

function ofType(type: PhoneType): PhoneState {
  return { kind: isTextable(type) ? 'textable' : 'not-textable', type }
}

function isPhoneType(type: string | null): type is PhoneType {
  return type === 'mobile' || type === 'fixed' || type === 'fixed-or-mobile' || type === 'other'
}

function toProblem(problem: string | null): PhoneFault | 'missing' {
  if (problem === null) return 'missing'
  return phoneProblems.find(each => each === problem) ?? 'not-a-number'
}
