import { isSenderTemplate } from '../delivery/content-sender.ts'
import { parseTemplate } from '../template.ts'
import type { Fill, TemplateFault, TemplateField } from '../template/template-types.ts'

/** A sender that is not the same for everybody. */
export interface CompiledSender {
  readonly faults: readonly TemplateFault[]
  /** None of them is needed: without a name, that of the line or its number stands there. */
  readonly fields: readonly TemplateField[]
  readonly fill: Fill
}

/** Reads a sender with fields or conditions; undefined for a plain one, and for none. */
export function compileSender(
  sender: string | undefined,
  names: readonly string[],
): CompiledSender | undefined {
  if (sender === undefined || !isSenderTemplate(sender)) return undefined
  const { faults, fields, fill } = parseTemplate(sender, names)
  return { faults, fields: fields.map(({ name }) => ({ name, isRequired: false })), fill }
}
