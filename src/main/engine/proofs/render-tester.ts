import type { TestNumber } from '../../../shared/contract/proofs.ts'
import type { CompiledContent } from '../../../shared/content/compile-content.ts'
import { senderProblem } from '../../../shared/delivery/content-sender.ts'
import { UserError } from '../../../shared/errors.ts'
import type { ContentRow } from '../content/content-reader.ts'
import { nobody } from './write-proof.ts'

/** A test person's own message; the text is null where a field is missing, fails, or makes no name, or nothing is said. */
export interface TesterText {
  readonly text: string | null
  /** The name that it comes from, where that has fields; null for that of the delivery or the line. */
  readonly sender: string | null
  /** Whether somebody else's data stands in it. */
  readonly isFilled: boolean
}

/**
 * A content with a test person's own data; what they lack is filled in from somebody else, if there is anybody. A link in
 * it leads where it does for everybody, and whoever follows it is nobody (PR-07).
 */
export function renderTester(
  compiled: CompiledContent,
  tester: TestNumber,
  { filler, deliveryId = 0 }: { readonly filler: ContentRow | undefined; readonly deliveryId?: number },
): TesterText {
  const own = (name: string): string => (name === 'phone' ? tester.phone : (tester.fields[name] ?? ''))
  const values = compiled.fields.map(({ name }, at) => own(name) || (filler?.[at] ?? null))
  const isFilled = compiled.fields.some(({ name }, at) => own(name) === '' && Boolean(filler?.[at]))
  try {
    const { text, missing, sender } = compiled.fill(values, { deliveryId, personId: nobody })
    const isMessage = missing.length === 0 && text.trim() !== '' && isSender(sender)
    return { text: isMessage ? text : null, sender: sender || null, isFilled }
  } catch (error) {
    if (error instanceof UserError) return { text: null, sender: null, isFilled }
    throw error
  }
}

/** Whether a message can come from it; without a name, that of the line or its number stands there. */
export function isSender(sender: string | undefined): boolean {
  return !sender || senderProblem(sender) === undefined
}
