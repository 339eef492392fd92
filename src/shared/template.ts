import { longestTemplate } from './delivery/content-variants.ts'
import { readLiquid } from './template/read-liquid.ts'
import { compilePlain } from './template/compile-plain.ts'
import { compileLiquid } from './template/compile-liquid.ts'
import { positionAt } from './template/position-at.ts'
import type { Fill, RenderedText, Template, TemplateFault } from './template/template-types.ts'

export type { RenderedText, Template, TemplateFault, TemplateField } from './template/template-types.ts'

/**
 * Reads a Liquid template over a person's fields: plain outputs, `if`/`unless`/`case`, `assign`, `capture` and filters
 * for text, numbers and dates. It never throws: what is wrong is in `faults`, each with its line and column from 1.
 * @param knownFields built-in and custom fields that a person can have
 * @param snippets texts that can stand in it, by key; without them it cannot name any
 */
export function parseTemplate(
  text: string,
  knownFields: Iterable<string>,
  snippets?: ReadonlyMap<string, string>,
): Template {
  const early = faultBeforeReading(text)
  if (early) return faulty([early])
  const reading = readLiquid(text, new Set(knownFields), snippets)
  if (reading.faults.length > 0) return faulty(reading.faults)
  const { fields, nodes } = reading
  return { faults: [], fields, fill: compilePlain(nodes, fields) ?? compileLiquid(reading) }
}

/**
 * The text for one person. A field that is absent, null or empty counts as missing for `default` and for `missing`.
 * @throws UserError `template/faulty` where a filter fails on this person's values, and Error for a faulty template
 */
export function render(
  template: Template,
  values: Readonly<Record<string, string | null | undefined>>,
): RenderedText {
  return template.fill(template.fields.map(field => values[field.name] ?? null))
}

function faultBeforeReading(text: string): TemplateFault | undefined {
  if (text.trim() === '') return { code: 'empty', detail: '', line: 1, column: 1 }
  if (text.length <= longestTemplate) return undefined
  return { code: 'too-long', detail: String(longestTemplate), ...positionAt(text, longestTemplate) }
}

function faulty(faults: readonly TemplateFault[]): Template {
  return { faults, fields: [], fill: refuse }
}

const refuse: Fill = () => {
  throw new Error('a template with faults cannot be rendered')
}
