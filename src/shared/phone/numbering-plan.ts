import { Metadata, type CountryCode } from 'libphonenumber-js/max'

/** What a number is for; `other` covers premium, toll-free, pagers, voice over IP and the like. */
export type PhoneType = 'mobile' | 'fixed' | 'fixed-or-mobile' | 'other'

/** One country's rules with their expressions compiled once: libphonenumber compiles them at every call. */
export interface NumberingPlan {
  readonly country: CountryCode
  readonly callingCode: string
  /** Dialled before a national number inside the country, usually `0`. */
  readonly nationalPrefix: string | undefined
  /** Where false, reading a prefix needs rules that only libphonenumber has (a captured group is rewritten). */
  readonly hasPlainPrefix: boolean
  readonly prefix: RegExp | undefined
  readonly internationalPrefix: RegExp | undefined
  readonly leadingDigits: RegExp | undefined
  readonly national: RegExp
  readonly lengths: readonly number[]
  readonly fixed: Matcher | undefined
  readonly mobile: Matcher | undefined
  /** True where mobile numbers cannot be told from fixed ones. */
  readonly isFixedAlsoMobile: boolean
  readonly others: readonly Matcher[]
}

interface Matcher {
  readonly pattern: RegExp
  readonly lengths: readonly number[] | undefined
}

/** The part of libphonenumber's metadata that its type declarations leave out. */
interface RawPlan {
  callingCode(): string
  nationalPrefix(): string | undefined
  nationalPrefixForParsing(): string | undefined
  nationalNumberPattern(): string
  possibleLengths(): readonly number[]
  IDDPrefix(): string | undefined
  leadingDigits(): string | undefined
  type(name: string): { pattern(): string; possibleLengths(): readonly number[] | undefined } | undefined
}

interface RawMetadata {
  selectNumberingPlan(country: string): unknown
  numberingPlan?: RawPlan
  getCountryCodesForCallingCode(callingCode: string): readonly CountryCode[] | undefined
}

const OTHER_TYPES = [
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
]

const metadata = new Metadata() as unknown as RawMetadata
const plans = new Map<CountryCode, NumberingPlan>()
const plansByCallingCode = new Map<string, readonly NumberingPlan[]>()

/** The compiled rules of a country that libphonenumber knows; throws for any other. */
export function getPlan(country: CountryCode): NumberingPlan {
  const known = plans.get(country)
  if (known) return known
  const plan = compilePlan(country)
  plans.set(country, plan)
  return plan
}

/** The countries that share a calling code, the main one first; empty for a code of no country. */
export function getPlansOf(callingCode: string): readonly NumberingPlan[] {
  const known = plansByCallingCode.get(callingCode)
  if (known) return known
  const found = (metadata.getCountryCodesForCallingCode(callingCode) ?? []).map(getPlan)
  plansByCallingCode.set(callingCode, found)
  return found
}

/** The type of a national number (no prefix) under a plan; undefined where the plan has no such number. */
export function readType(plan: NumberingPlan, national: string): PhoneType | undefined {
  if (!plan.national.test(national)) return undefined
  if (matches(plan.fixed, national)) {
    return plan.isFixedAlsoMobile || matches(plan.mobile, national) ? 'fixed-or-mobile' : 'fixed'
  }
  if (matches(plan.mobile, national)) return 'mobile'
  return plan.others.some(other => matches(other, national)) ? 'other' : undefined
}

function matches(matcher: Matcher | undefined, national: string): boolean {
  if (!matcher) return false
  if (matcher.lengths && !matcher.lengths.includes(national.length)) return false
  return matcher.pattern.test(national)
}

function compilePlan(country: CountryCode): NumberingPlan {
  metadata.selectNumberingPlan(country)
  const raw = metadata.numberingPlan
  if (!raw) throw new Error(`No numbering plan for ${country}`)
  const prefix = raw.nationalPrefixForParsing()
  return {
    country,
    callingCode: raw.callingCode(),
    nationalPrefix: raw.nationalPrefix() || undefined,
    hasPlainPrefix: !prefix || !/\((?!\?)/.test(prefix),
    prefix: compile(prefix, source => new RegExp(`^(?:${source})`)),
    internationalPrefix: compile(raw.IDDPrefix(), source => new RegExp(`^(?:${source})`)),
    leadingDigits: compile(raw.leadingDigits(), source => new RegExp(`^(?:${source})`)),
    national: new RegExp(`^(?:${raw.nationalNumberPattern()})$`),
    lengths: raw.possibleLengths(),
    fixed: compileType(raw, 'FIXED_LINE'),
    mobile: compileType(raw, 'MOBILE'),
    isFixedAlsoMobile: !raw.type('MOBILE')?.pattern(),
    others: OTHER_TYPES.map(name => compileType(raw, name)).filter(matcher => matcher !== undefined),
  }
}

function compile(source: string | undefined, build: (source: string) => RegExp): RegExp | undefined {
  return source ? build(source) : undefined
}

function compileType(raw: RawPlan, name: string): Matcher | undefined {
  const definition = raw.type(name)
  const pattern = definition?.pattern()
  if (!definition || !pattern) return undefined
  return { pattern: new RegExp(`^(?:${pattern})$`), lengths: definition.possibleLengths() }
}
