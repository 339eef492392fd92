import { Output, TypeGuards, type Template as LiquidNode } from 'liquidjs'
import { SnippetTag } from './snippet-tag.ts'
import type { Fill, TemplateField } from './template-types.ts'

/** A place for a field. Without a fallback the field is needed. */
interface Slot {
  readonly index: number
  readonly name: string
  readonly fallback: string | undefined
}

const nothingMissing: readonly string[] = []

/**
 * Compiles the common shape, text and `{{ field }}` or `{{ field | default: "text" }}`, to plain joining of strings,
 * which is some thirty times faster than LiquidJS and gives the same texts.
 * @returns undefined for a template of any other shape
 */
export function compilePlain(
  nodes: readonly LiquidNode[],
  fields: readonly TemplateField[],
): Fill | undefined {
  const pieces: (string | Slot)[] = []
  for (const node of nodes.flatMap(each => (each instanceof SnippetTag ? each.templates : [each]))) {
    const piece = readText(node) ?? readSlot(node, fields)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  return values => fill(pieces, values)
}

function fill(pieces: readonly (string | Slot)[], values: readonly (string | null)[]): ReturnType<Fill> {
  let text = ''
  let missing = nothingMissing
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece
    else {
      const value = values[piece.index]
      if (value) text += value
      else if (piece.fallback !== undefined) text += piece.fallback
      else if (!missing.includes(piece.name)) missing = [...missing, piece.name]
    }
  }
  return { text, missing }
}

function readText(node: LiquidNode): string | undefined {
  return TypeGuards.isHTMLToken(node.token) ? node.token.getContent() : undefined
}

function readSlot(node: LiquidNode, fields: readonly TemplateField[]): Slot | undefined {
  if (!(node instanceof Output)) return undefined
  const { filters, initial } = node.value
  const [token, ...more] = initial.postfix
  if (!TypeGuards.isPropertyAccessToken(token) || more.length > 0) return undefined
  const name = token.getText()
  const index = fields.findIndex(field => field.name === name)
  if (index < 0 || filters.length > 1) return undefined
  if (filters.length === 0) return { index, name, fallback: undefined }
  const [filter] = filters
  const [argument, ...others] = filter?.args ?? []
  const isPlain = filter?.name === 'default' && others.length === 0 && TypeGuards.isQuotedToken(argument)
  return isPlain ? { index, name, fallback: argument.content } : undefined
}
