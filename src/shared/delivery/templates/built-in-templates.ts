import type { DeliveryContent } from '../delivery-content.ts'
import { usualSettings, type DeliverySettings } from '../delivery-settings.ts'

/** A text in the person's language; `key` is one of `texts/drafts`. */
export type DraftWords = (key: string, named?: Readonly<Record<string, string>>) => string

/** What comes with the program to begin a delivery with; `texts/drafts` has `<id>/label`, `<id>/about` and the message. */
export interface BuiltInTemplate {
  readonly id: 'announcement' | 'appointment' | 'invitation' | 'thanks'
  readonly make: (words: DraftWords) => {
    readonly content: DeliveryContent
    readonly settings: DeliverySettings
  }
}

const name = '{% if first_name %} {{ first_name }}{% endif %}'

/** Fields that no workspace has are what the person fills in: nothing can be sent before that is done. */
function blanks(words: DraftWords, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map(key => [key, `{{ ${words(`blank/${key}`)} }}`]))
}

function template(
  id: BuiltInTemplate['id'],
  wanting: readonly string[],
  footer: NonNullable<DeliveryContent['footer']>,
): BuiltInTemplate {
  return {
    id,
    make: words => ({
      content: { text: words(`${id}/message`, { name, ...blanks(words, wanting) }), footer },
      settings: usualSettings,
    }),
  }
}

const on = { kind: 'on' } as const
const service = { kind: 'off', reason: 'service' } as const

/** Templates that come with the program, in the order in which they are shown. They can only be taken, not changed. */
export const builtInTemplates: readonly BuiltInTemplate[] = [
  template('announcement', ['news'], on),
  template('appointment', ['day', 'time'], service),
  template('invitation', ['occasion', 'day', 'time', 'place'], on),
  template('thanks', [], on),
]
