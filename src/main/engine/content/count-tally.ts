import type { FilledContent } from '../../../shared/content/compile-content.ts'
import type { tipCauses, uncountedReasons } from '../../../shared/contract/content-count.ts'
import { GSM7, partLimits, UCS2 } from '../../../shared/sms/coding.ts'
import { encodingOf } from '../../../shared/sms/encoding.ts'
import type { TextMeasure } from '../../../shared/sms/measure-text.ts'

export type UncountedReason = (typeof uncountedReasons)[number]
export type TipCause = (typeof tipCauses)[number]

/** People who need more parts for the same cause, with how many each needs. */
export interface Tip {
  readonly cause: TipCause
  readonly detail: string | null
  readonly personIds: number[]
  readonly parts: number[]
}

/** A message, and how much there is of what it stands out by. */
interface Extreme {
  readonly personId: number
  readonly measure: number
  people: number
}

interface Stack {
  readonly parts: number
  readonly encoding: TextMeasure['encoding']
  /** One of them. */
  readonly personId: number
  messages: number
}

/** What a count adds up while it goes through people. */
export interface CountTally {
  people: number
  messages: number
  parts: number
  /** What goes where, by country. */
  readonly countries: Map<string, { messages: number; parts: number }>
  /** Parts of the other content, by country. */
  readonly instead: Map<string, number>
  readonly uncounted: Map<UncountedReason, number>
  /** Messages by parts and encoding. */
  readonly stacks: Map<string, Stack>
  readonly tips: Map<string, Tip>
  readonly branches: Map<string, Extreme>
  longest: Extreme | undefined
  emptiest: Extreme | undefined
  /** Sums of the lengths of each field's values, for what is usual. */
  readonly lengths: Float64Array
}

/** A message that has been measured. */
export interface Counted {
  readonly personId: number
  /** Of the number. */
  readonly country: string
  readonly filled: FilledContent
  readonly measure: TextMeasure
  /** Of the fields, in their order. */
  readonly values: readonly (string | null)[]
}

/** No more different ways through conditions are told apart. */
const mostBranches = 1000

/** A tally of nobody yet. */
export function startCount(fields: number): CountTally {
  return {
    people: 0,
    messages: 0,
    parts: 0,
    countries: new Map(),
    instead: new Map(),
    uncounted: new Map(),
    stacks: new Map(),
    tips: new Map(),
    branches: new Map(),
    longest: undefined,
    emptiest: undefined,
    lengths: new Float64Array(fields),
  }
}

/** Counts one message. */
export function countMessage(tally: CountTally, fields: readonly string[], counted: Counted): void {
  const { personId, country, measure, filled, values } = counted
  const { parts, encoding, units } = measure
  tally.messages += 1
  tally.parts += parts
  const sum = tally.countries.get(country)
  if (sum) {
    sum.messages += 1
    sum.parts += parts
  } else tally.countries.set(country, { messages: 1, parts })
  const key = `${parts} ${encoding}`
  const stack = tally.stacks.get(key)
  if (stack) stack.messages += 1
  else tally.stacks.set(key, { parts, encoding, personId, messages: 1 })
  if (parts > 1) noteTip(tally, fields, counted)
  tally.longest = furthest(tally.longest, personId, parts * 10_000 + units)
  let empty = 0
  for (let index = 0; index < fields.length; index++) {
    const value = values[index]
    if (value) tally.lengths[index] = (tally.lengths[index] ?? 0) + value.length
    else if (fields[index] !== 'language') empty += 1
  }
  if (empty > 0) tally.emptiest = furthest(tally.emptiest, personId, empty)
  if (filled.branch !== undefined || filled.variant !== null) noteBranch(tally, counted)
}

function furthest(known: Extreme | undefined, personId: number, measure: number): Extreme {
  if (!known || measure > known.measure) return { personId, measure, people: 1 }
  if (measure === known.measure) known.people += 1
  return known
}

function noteBranch({ branches }: CountTally, { personId, filled }: Counted): void {
  const key = `${filled.variant ?? ''} ${filled.branch ?? ''}`
  const known = branches.get(key)
  if (known) known.people += 1
  else if (branches.size < mostBranches) branches.set(key, { personId, measure: 0, people: 1 })
}

function noteTip(tally: CountTally, fields: readonly string[], counted: Counted): void {
  const { cause, detail } = findCause(tally, fields, counted)
  const key = `${cause} ${detail ?? ''}`
  const tip = tally.tips.get(key) ?? { cause, detail, personIds: [], parts: [] }
  tally.tips.set(key, tip)
  tip.personIds.push(counted.personId)
  tip.parts.push(counted.measure.parts)
}

/**
 * Why a message takes as many parts as it does: a value with characters that the SMS alphabet lacks, where the rest of
 * the text has none; a value that is longer than usual by what it takes; another text; else the text itself.
 */
function findCause(
  tally: CountTally,
  fields: readonly string[],
  { measure, filled, values }: Counted,
): { readonly cause: TipCause; readonly detail: string | null } {
  if (encodingOf(filled.text) === 'ucs2') {
    const costly = fields.findIndex((_, index) => encodingOf(values[index] ?? '') === 'ucs2')
    const value = values[costly]
    if (value && encodingOf(filled.text.replaceAll(value, '')) === 'gsm7') {
      return { cause: 'characters', detail: fields[costly] ?? null }
    }
  }
  const long = findLong(tally, fields, { values, filled })
  if (long && measure.units - long.excess <= mostUnits(measure))
    return { cause: 'length', detail: long.field }
  if (filled.variant !== null) return { cause: 'variant', detail: filled.variant }
  return { cause: filled.branch ? 'branch' : 'text', detail: null }
}

/** The value in the text that is longer than those before it by most. */
function findLong(
  { lengths, messages }: CountTally,
  fields: readonly string[],
  { values, filled }: Pick<Counted, 'values' | 'filled'>,
): { readonly field: string; readonly excess: number } | undefined {
  let found: { field: string; excess: number } | undefined
  for (const [index, field] of fields.entries()) {
    const usual = (lengths[index] ?? 0) / Math.max(1, messages)
    const value = values[index] ?? ''
    const excess = value.length - usual
    if (excess > (found?.excess ?? 0) && filled.text.includes(value)) found = { field, excess }
  }
  return found
}

/** What fits into one part fewer. */
function mostUnits({ encoding, parts }: TextMeasure): number {
  const { single, concatenated } = partLimits(encoding === 'gsm7' ? GSM7 : UCS2)
  return parts === 2 ? single : (parts - 1) * concatenated
}
