import type { FrequencyCap } from '../../../shared/contract/delivery-rules.ts'
import type { ExclusionCause } from '../../../shared/exclusion-cause.ts'
import { senderProblem } from '../../../shared/delivery/content-sender.ts'
import { UserError } from '../../../shared/errors.ts'
import { isTextable, readPhone, type PhoneType } from '../../../shared/phone.ts'
import type { RenderedText } from '../../../shared/template.ts'

/** One reason why a person gets no message. */
export interface Cause {
  readonly cause: ExclusionCause
  /** A code, a name or a number, never words: those are for the screens to find. */
  readonly detail: string | null
}

/** What the number of a person is known to be. */
export interface PhoneFacts {
  /** E.164. */
  readonly phone: string | null
  readonly type: string | null
  readonly problem: string | null
  /** Why nothing is to be sent to it. */
  readonly suppression: string | null
}

const fine: readonly Cause[] = []

/** Causes that lie in the number, in the order in which they count; none where it can and may be texted. */
export function judgePhone({ phone, type, problem, suppression }: PhoneFacts): readonly Cause[] {
  if (phone === null) {
    if (problem === null || problem === 'missing') return [{ cause: 'no-phone', detail: null }]
    return [{ cause: 'invalid-number', detail: problem }]
  }
  const kind = type ?? readType(phone)
  const suppressed: Cause[] = suppression === null ? [] : [{ cause: 'suppressed', detail: suppression }]
  if (!isTextable(kind as PhoneType)) return [{ cause: 'not-textable', detail: kind }, ...suppressed]
  return suppression === null ? fine : suppressed
}

/** Causes that lie in the text, in the order in which they count. */
export function judgeText({ text, missing }: RenderedText, parts: number, maxParts: number): Cause[] {
  const causes: Cause[] = missing.map(field => ({ cause: 'required-field-empty', detail: field }))
  if (text.trim() === '') causes.push({ cause: 'empty-text', detail: null })
  if (parts > maxParts) causes.push({ cause: 'too-many-parts', detail: String(parts) })
  return causes
}

/** The name that a message would come from, where it cannot; the detail is that name. */
export function judgeSender(sender: string | undefined): Cause[] {
  if (!sender || senderProblem(sender) === undefined) return []
  return [{ cause: 'invalid-sender', detail: sender.slice(0, 100) }]
}

/** A filter that fails on this person's values; the detail is `line:column` of the place. Anything else is thrown on. */
export function renderFailure(error: unknown): Cause {
  if (!(error instanceof UserError) || error.code !== 'template/faulty') throw error
  const { line = 1, column = 1 } = error.data
  return { cause: 'render-failed', detail: `${line}:${column}` }
}

/** Somebody with a lower id gets the message on the same number; the detail is that id. */
export function duplicateOf(personId: number): Cause {
  return { cause: 'duplicate-number', detail: String(personId) }
}

/** The person has had as many messages as a cap allows; the detail is how many in how many days, as `2/7`. */
export function capReached({ most, days }: FrequencyCap): Cause {
  return { cause: 'frequency-cap', detail: `${most}/${days}` }
}

/** Another execution of the same recurring delivery wrote to the number in the same period. */
export const alreadyAddressed: Cause = { cause: 'already-addressed', detail: null }

function readType(phone: string): PhoneType {
  const reading = readPhone(phone, undefined)
  return reading.kind === 'ok' ? reading.type : 'other'
}
