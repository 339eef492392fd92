import type { Encoding } from '../../../shared/sms/encoding.ts'
import { measureText } from '../../../shared/sms/measure-text.ts'
import { judgeSender, judgeText, renderFailure, type Cause } from './judge-person.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import type { TargetRow } from './read-targets.ts'
import { shareOf } from './share-of.ts'

/** A text as it would be sent. */
export interface WrittenText {
  readonly text: string
  readonly encoding: Encoding
  readonly parts: number
  /** The language of the variant; null for the default. */
  readonly variant: string | null
  /** The name that it comes from, where that is the person's own. */
  readonly sender: string | null
}

/** What is said to a person, unless causes forbid it. */
export interface WrittenTexts {
  readonly message?: WrittenText
  /** Which text of a test it is. */
  readonly test?: number | undefined
  /** All texts of the test, to somebody who is held back until one of them is chosen; the message is the first. */
  readonly held?: readonly WrittenText[] | undefined
  readonly causes: readonly Cause[]
}

/** Writes the text for a person; to one who is held back, all of them, so that whichever wins can be sent. */
export function writeTexts(row: TargetRow, plan: PreparationPlan, personId: number): WrittenTexts {
  const { test } = plan.content
  if (!test) return writeText(row, plan, { personId })
  return writeShare(row, plan, { personId, share: shareOf(test, { deliveryId: plan.deliveryId, personId }) })
}

/** Writes one of the texts of a test for a person; null holds them back with all of them. */
export function writeShare(
  row: TargetRow,
  plan: PreparationPlan,
  { personId, share }: { readonly personId: number; readonly share: number | null },
): WrittenTexts {
  if (share !== null) return { ...writeText(row, plan, { personId, test: share }), test: share }
  const held: WrittenText[] = []
  for (let each = 0; each <= (plan.content.test?.others.length ?? 0); each += 1) {
    const { message, causes } = writeText(row, plan, { personId, test: each })
    if (!message) return { causes }
    held.push(message)
  }
  const [message] = held
  return { ...(message ? { message } : {}), held, causes: [] }
}

/** What a confirmation is about: outside of tests the text alone; else which it is, or all that it may become. */
export function digestOf(
  { text: own, sender }: WrittenText,
  { test, held }: Pick<WrittenTexts, 'test' | 'held'>,
): string {
  const text = sender === null ? own : `${sender}\n${own}`
  if (held) return ['held', ...held.map(each => each.text)].join('\n')
  return test === undefined ? text : `${test}\n${text}`
}

/** The message to a person, unless causes forbid it: exactly one of the two is there. */
function writeText(
  row: TargetRow,
  { deliveryId, template, settings, takesSender }: PreparationPlan,
  { personId, test }: { readonly personId: number; readonly test?: number },
): Pick<WrittenTexts, 'message' | 'causes'> {
  try {
    const rendered = template.fill(row, { deliveryId, personId, test })
    const { text, variant } = rendered
    const sender = takesSender ? rendered.sender : undefined
    const message = { text, variant, sender: sender || null, ...measureText(text) }
    const causes = [...judgeText(rendered, message.parts, settings.maxParts), ...judgeSender(sender)]
    return causes.length === 0 ? { message, causes } : { causes }
  } catch (error) {
    return { causes: [renderFailure(error)] }
  }
}
