import type { TestNumber } from '../../../shared/contract/proofs.ts'
import type { CompiledContent } from '../../../shared/content/compile-content.ts'
import { senderProblem } from '../../../shared/delivery/content-sender.ts'
import { UserError } from '../../../shared/errors.ts'
import type { ContentRow } from '../content/content-reader.ts'
import { nobody } from './write-proof.ts'

/** A test person's own message. */
export interface TesterText {
  readonly text: string
  /** The name that it comes from, where that has fields; null for that of the delivery or the line. */
  readonly sender: string | null
  /** Whether somebody else's data stands in it. */
  readonly isFilled: boolean
}

/** Why there is none: a field is missing or fails, or nothing is said; or that what it would come from is no sender. */
export interface NoTesterText {
  readonly why: 'no-text' | 'bad-sender'
  readonly sender: string
}

/** Whose data fills the gaps, and where the message leaves. */
export interface TesterGround {
  readonly filler: ContentRow | undefined
  /** Whether the line lets messages come from a name; where it does not, the sender of the content counts for nothing. */
  readonly named: boolean
  readonly deliveryId?: number
}

/**
 * A content with a test person's own data; what they lack is filled in from somebody else, if there is anybody. A link in
 * it leads where it does for everybody, and whoever follows it is nobody (PR-07).
 */
export function renderTester(
  compiled: CompiledContent,
  tester: TestNumber,
  { filler, named, deliveryId = 0 }: TesterGround,
): TesterText | NoTesterText {
  const own = (name: string): string => (name === 'phone' ? tester.phone : (tester.fields[name] ?? ''))
  const values = compiled.fields.map(({ name }, at) => own(name) || (filler?.[at] ?? null))
  const isFilled = compiled.fields.some(({ name }, at) => own(name) === '' && Boolean(filler?.[at]))
  try {
    const { text, missing, sender = '' } = compiled.fill(values, { deliveryId, personId: nobody })
    if (missing.length > 0 || text.trim() === '') return { why: 'no-text', sender }
    if (named && !isSender(sender)) return { why: 'bad-sender', sender }
    return { text, sender: named ? sender || null : null, isFilled }
  } catch (error) {
    if (error instanceof UserError) return { why: 'no-text', sender: '' }
    throw error
  }
}

/** Whether a message can come from it; without a name, that of the line or its number stands there. */
export function isSender(sender: string | undefined): boolean {
  return !sender || senderProblem(sender) === undefined
}
