import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import { replaceInTemplate } from './template-ranges.ts'

/**
 * The content with everything replaced that the SMS alphabet lacks and that has an equal: what the texts write, or where
 * they write nothing of the kind, what people's data brings. Undefined where nothing can be replaced any more.
 */
export function cheaperContent(content: DeliveryContent): DeliveryContent | undefined {
  const text = replaceInTemplate(content.text)
  const variants = content.variants?.map(variant => ({ ...variant, text: replaceInTemplate(variant.text) }))
  const isOther =
    text !== content.text || variants?.some((each, index) => each.text !== content.variants?.[index]?.text)
  if (isOther) return { ...content, text, ...(variants ? { variants } : {}) }
  return content.characters === 'plain' ? undefined : { ...content, characters: 'plain' }
}
