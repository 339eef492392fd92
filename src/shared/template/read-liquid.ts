import { analyzeSync, LiquidError, type Template as LiquidNode } from 'liquidjs'
import { liquid } from './liquid-dialect.ts'
import { findOutputs, type TemplateOutput } from './find-outputs.ts'
import { findLooseWords } from './find-loose-words.ts'
import { nameFault } from './name-fault.ts'
import type { TemplateFault, TemplateField } from './template-types.ts'

/** A template as LiquidJS understands it, with what we know about it. */
export interface LiquidReading {
  readonly faults: readonly TemplateFault[]
  readonly nodes: LiquidNode[]
  readonly fields: readonly TemplateField[]
  readonly outputs: readonly TemplateOutput[]
}

/** Parses a template and checks the fields that it names. */
export function readLiquid(text: string, knownFields: ReadonlySet<string>): LiquidReading {
  let nodes: LiquidNode[]
  try {
    nodes = liquid.parse(text)
  } catch (error) {
    return { faults: [explainFault(error)], nodes: [], fields: [], outputs: [] }
  }
  const { globals, locals } = analyzeSync(nodes, { partials: false })
  const uses = Object.values(globals).flat()
  const unknown = uses.filter(use => !isKnown(use.toArray(), knownFields))
  const outputs = findOutputs(nodes, name => knownFields.has(name) && !Object.hasOwn(locals, name))
  const faults = [
    ...unknown.map(use => ({
      code: 'unknown-field' as const,
      detail: use.toString(),
      line: use.location.row,
      column: use.location.col,
    })),
    ...findLooseWords(outputs),
  ].toSorted((left, right) => left.line - right.line || left.column - right.column)
  const required = new Set(outputs.filter(output => !output.isConditional).flatMap(output => output.needs))
  const names = uses
    .toSorted(
      (left, right) => left.location.row - right.location.row || left.location.col - right.location.col,
    )
    .map(use => String(use.segments[0]))
  const fields = [...new Set(names)].map(name => ({ name, isRequired: required.has(name) }))
  return { faults, nodes, fields, outputs }
}

/** Field values are texts: beside the text itself there is only its length. */
function isKnown(path: readonly unknown[], knownFields: ReadonlySet<string>): boolean {
  const [root, property, ...deeper] = path
  if (typeof root !== 'string' || !knownFields.has(root)) return false
  return property === undefined || (property === 'size' && deeper.length === 0)
}

/** The fault behind an error of LiquidJS; anything else is thrown on. */
export function explainFault(error: unknown): TemplateFault {
  if (!LiquidError.is(error)) throw error
  return nameFault(error)
}
