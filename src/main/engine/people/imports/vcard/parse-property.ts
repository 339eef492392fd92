import { decodeQuotedPrintable } from './quoted-printable.ts'

/** One line of a card, put together. */
export interface Property {
  /** In capitals. */
  readonly name: string
  /** What it belongs together with in its card, as `item1` in `item1.TEL`. */
  readonly group: string
  /** Values by their names in capitals; those of version 2.1 without a name are types. */
  readonly parameters: ReadonlyMap<string, readonly string[]>
  /** Decoded, but with its escapes. */
  readonly value: string
}

const encodings = new Set(['QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT', 'B'])

/**
 * Reads a property of versions 2.1, 3.0 and 4.0 (RFC 2426 §4, RFC 6350 §3.3, vCard 2.1 §2.1); undefined for a line that
 * is none.
 */
export function parseProperty(line: string): Property | undefined {
  const colon = endOfHead(line)
  if (colon < 0) return undefined
  const [head = '', ...parts] = splitOutsideQuotes(line.slice(0, colon), ';')
  const dot = head.lastIndexOf('.')
  const name = head
    .slice(dot + 1)
    .trim()
    .toUpperCase()
  if (!/^[A-Z0-9-]+$/.test(name)) return undefined
  const parameters = readParameters(parts)
  const isQuoted = parameters.get('ENCODING')?.[0]?.toUpperCase() === 'QUOTED-PRINTABLE'
  const value = line.slice(colon + 1)
  return {
    name,
    group: head.slice(0, Math.max(0, dot)).toLowerCase(),
    parameters,
    value: isQuoted ? decodeQuotedPrintable(value, parameters.get('CHARSET')?.[0]) : value,
  }
}

/** Whether the head of a line says that its value is quoted-printable, so that it may go on without being folded. */
export function isQuotedPrintable(line: string): boolean {
  const colon = endOfHead(line)
  return colon > 0 && /[;=]QUOTED-PRINTABLE/i.test(line.slice(0, colon))
}

/** The parts of a structured value, or the values of a list, without their escapes. */
export function splitValue(value: string, separator: ';' | ','): string[] {
  const parts = ['']
  for (const piece of value.match(/\\[\s\S]|[^\\;,]+|[\s\S]/g) ?? []) {
    if (piece === separator) parts.push('')
    else parts[parts.length - 1] += unescapePiece(piece)
  }
  return parts.map(part => part.trim())
}

/** A value without its escapes. */
export function unescapeValue(value: string): string {
  return value.replace(/\\[\s\S]/g, unescapePiece).trim()
}

function unescapePiece(piece: string): string {
  if (piece.length !== 2 || !piece.startsWith('\\')) return piece
  const escaped = piece.charAt(1)
  if (escaped === 'n' || escaped === 'N') return '\n'
  return '\\,;:'.includes(escaped) ? escaped : piece
}

function readParameters(parts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const parameters = new Map<string, string[]>()
  for (const part of parts) {
    const equals = part.indexOf('=')
    const bare = part.trim().toUpperCase()
    const bareName = encodings.has(bare) ? 'ENCODING' : 'TYPE'
    const name = equals < 0 ? bareName : part.slice(0, equals).trim().toUpperCase()
    const values = splitOutsideQuotes(part.slice(equals + 1), ',').flatMap(value =>
      value
        .replaceAll('"', '')
        .split(',')
        .map(each => each.trim()),
    )
    parameters.set(name, [...(parameters.get(name) ?? []), ...values])
  }
  return parameters
}

function endOfHead(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    const character = line[at]
    if (character === '"') isQuoted = !isQuoted
    else if (character === ':' && !isQuoted) return at
  }
  return isQuoted ? line.indexOf(':') : -1
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = ['']
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    if (character === separator && !isQuoted) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}
