import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import { readFictionType } from './fiction-numbers.ts'
import { getPlan, getPlansOf, readType, type NumberingPlan, type PhoneType } from './numbering-plan.ts'

/** A number that exists (or is kept for fiction), with the pieces that tell how it was written. */
export interface ResolvedNumber {
  readonly e164: string
  /** ISO 3166 code, or `001` for a number of no country. */
  readonly country: CountryCode | '001'
  readonly type: PhoneType
  readonly callingCode: string
  /** Without any prefix. */
  readonly national: string
}

/**
 * Reads ASCII digits as a number. Takes the compiled plans first (about 0.5 µs) and libphonenumber itself (about
 * 8 µs) for whatever they do not settle; a property test holds both to the same answers.
 * @param digits digits alone
 * @param plus whether they were written in international form
 */
export function resolveNumber(
  digits: string,
  plus: boolean,
  country: CountryCode | undefined,
): ResolvedNumber | undefined {
  return resolveByPlan(digits, plus, country) ?? resolveByLibrary(digits, plus, country)
}

/** The slow way: libphonenumber. Exported for the test that compares the two. */
export function resolveByLibrary(
  digits: string,
  plus: boolean,
  country: CountryCode | undefined,
): ResolvedNumber | undefined {
  const options = { extract: false, ...(country && { defaultCountry: country }) }
  const parsed = parsePhoneNumberFromString(plus ? `+${digits}` : digits, options)
  if (!parsed) return undefined
  const e164: string = parsed.number
  const type = parsed.isValid() ? toPhoneType(parsed.getType()) : readFictionType(e164)
  if (!type) return undefined
  const callingCode: string = parsed.countryCallingCode
  const owner = parsed.country ?? getPlansOf(callingCode)[0]?.country ?? '001'
  return { e164, country: owner, type, callingCode, national: parsed.nationalNumber }
}

/** The fast way: undefined where the number is not surely in use, or where its rules need libphonenumber. */
export function resolveByPlan(
  digits: string,
  plus: boolean,
  country: CountryCode | undefined,
): ResolvedNumber | undefined {
  if (plus) return resolveInternational(digits)
  if (!country) return undefined
  const plan = getPlan(country)
  if (!plan.hasPlainPrefix || plan.internationalPrefix?.test(digits)) return undefined
  const national = stripPrefix(digits, plan)
  if (national === undefined) return undefined
  if (!digits.startsWith(plan.callingCode)) return resolveNational(national, plan)
  // A national number may begin like the calling code; libphonenumber decides so whether the plus was lost.
  const shorter = digits.slice(plan.callingCode.length)
  const rest = stripPrefix(shorter, plan)
  if (rest === undefined) return undefined
  const isShorterBetter = !plan.national.test(national) && plan.national.test(rest)
  const isTooLong = national.length > (plan.lengths.at(-1) ?? 0)
  return isShorterBetter || isTooLong ? resolveInternational(digits) : resolveNational(national, plan)
}

function resolveInternational(digits: string): ResolvedNumber | undefined {
  for (let length = 1; length <= 3; length += 1) {
    const main = getPlansOf(digits.slice(0, length))[0]
    if (!main) continue
    if (!main.hasPlainPrefix) return undefined
    const national = stripPrefix(digits.slice(length), main)
    return national === undefined ? undefined : resolveNational(national, main)
  }
  return undefined
}

function resolveNational(national: string, plan: NumberingPlan): ResolvedNumber | undefined {
  const { callingCode } = plan
  const sharing = getPlansOf(callingCode)
  const e164 = `+${callingCode}${national}`
  const owner = sharing.length === 1 ? plan : findOwner(national, sharing)
  const type = owner && readType(owner, national)
  if (type) return { e164, country: owner.country, type, callingCode, national }
  const fiction = readFictionType(e164)
  const main = sharing[0]
  if (!fiction || !main) return undefined
  return { e164, country: (owner ?? main).country, type: fiction, callingCode, national }
}

/** The country among those sharing a calling code, by the rule of libphonenumber: leading digits, else a known type. */
function findOwner(national: string, sharing: readonly NumberingPlan[]): NumberingPlan | undefined {
  for (const plan of sharing) {
    if (plan.leadingDigits) {
      if (plan.leadingDigits.test(national)) return plan
    } else if (readType(plan, national)) return plan
  }
  return undefined
}

/** Takes the national prefix off, unless the number needs it; undefined where that depends on the exact country. */
function stripPrefix(digits: string, plan: NumberingPlan): string | undefined {
  const match = plan.prefix?.exec(digits)
  if (!match) return digits
  const rest = digits.slice(match[0].length)
  if (plan.national.test(digits) && !plan.national.test(rest)) return digits
  // Too short without its prefix: libphonenumber may keep it, by the lengths of the country that it finds.
  return plan.lengths.includes(rest.length) ? rest : undefined
}

function toPhoneType(type: string | undefined): PhoneType {
  if (type === 'MOBILE') return 'mobile'
  if (type === 'FIXED_LINE') return 'fixed'
  return type === 'FIXED_LINE_OR_MOBILE' ? 'fixed-or-mobile' : 'other'
}
