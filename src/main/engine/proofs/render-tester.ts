import type { TestNumber } from '../../../shared/contract/proofs.ts'
import type { CompiledContent } from '../../../shared/content/compile-content.ts'
import { UserError } from '../../../shared/errors.ts'
import type { ContentRow } from '../content/content-reader.ts'
import { nobody } from './write-proof.ts'

/** A test person's own message; the text is null where a field is missing, fails, or nothing is said. */
export interface TesterText {
  readonly text: string | null
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
    const { text, missing } = compiled.fill(values, { deliveryId, personId: nobody })
    return { text: missing.length > 0 || text.trim() === '' ? null : text, isFilled }
  } catch (error) {
    if (error instanceof UserError) return { text: null, isFilled }
    throw error
  }
}
