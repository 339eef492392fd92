import { analyzeSync, LiquidError, type Liquid, type Template as LiquidNode } from 'liquidjs'
import { liquid, withSnippets } from './liquid-dialect.ts'
import { findSnippets } from './find-snippets.ts'
import { findOutputs, type TemplateOutput } from './find-outputs.ts'
import { findLooseWords } from './find-loose-words.ts'
import { fieldOfPath } from './run-fields.ts'
import { nameFault } from './name-fault.ts'
import type { TemplateFault, TemplateField } from './template-types.ts'

/** A template as LiquidJS understands it, with what we know about it. */
export interface LiquidReading {
  readonly faults: readonly TemplateFault[]
  readonly dialect: Liquid
  readonly nodes: LiquidNode[]
  readonly fields: readonly TemplateField[]
  readonly outputs: readonly TemplateOutput[]
}

/** Parses a template and checks the fields that it names, and the snippets; without these, it can have none. */
export function readLiquid(
  text: string,
  knownFields: ReadonlySet<string>,
  snippets?: ReadonlyMap<string, string>,
): LiquidReading {
  const dialect = snippets ? withSnippets(snippets) : liquid
  try {
    const nodes = dialect.parse(text)
    const faults = snippets ? findSnippetFaults(nodes, knownFields, snippets) : []
    return faults.length > 0 ? { ...unreadable, dialect, faults } : readNodes(nodes, knownFields, dialect)
  } catch (error) {
    return { ...unreadable, dialect, faults: [explainFault(error)] }
  }
}

const unreadable = { nodes: [], fields: [], outputs: [] }

function findSnippetFaults(
  nodes: readonly LiquidNode[],
  knownFields: ReadonlySet<string>,
  snippets: ReadonlyMap<string, string>,
): TemplateFault[] {
  return findSnippets(nodes).flatMap((tag): TemplateFault[] => {
    const [line = 1, column = 1] = tag.token.getPosition()
    const place = { detail: tag.key, line, column }
    const text = snippets.get(tag.key)
    if (text === undefined) return [{ code: 'unknown-snippet', ...place }]
    const [inside] = readLiquid(text, knownFields).faults
    return inside ? [{ code: 'faulty-snippet', ...place, inside }] : []
  })
}

function readNodes(nodes: LiquidNode[], knownFields: ReadonlySet<string>, dialect: Liquid): LiquidReading {
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
    .map(use => fieldOfPath(use.toArray()))
  const fields = [...new Set(names)].map(name => ({ name, isRequired: required.has(name) }))
  return { faults, dialect, nodes, fields, outputs }
}

/** Field values are texts: beside the text itself there is only its length. */
function isKnown(path: readonly unknown[], knownFields: ReadonlySet<string>): boolean {
  const [root, ...below] = path
  if (typeof root !== 'string') return false
  const name = fieldOfPath(path)
  if (!knownFields.has(name)) return false
  const [property, ...deeper] = name === root ? below : below.slice(1)
  return property === undefined || (property === 'size' && deeper.length === 0)
}

/** The fault behind an error of LiquidJS; anything else is thrown on. */
export function explainFault(error: unknown): TemplateFault {
  if (!LiquidError.is(error)) throw error
  return nameFault(error)
}
