import { LINE_KINDS, LINES } from '../../shared/lines/index.ts'

const secretFields: ReadonlySet<string> = new Set([
  'phone',
  'recipient',
  'sender',
  'text',
  'token',
  ...LINE_KINDS.flatMap(kind => LINES[kind].secrets as readonly string[]),
])

const hidden = '[redacted]'
/** A secret inside a text: as JSON, or in the AT command that gives a PIN (3GPP TS 27.007 §8.3). */
const inJson = new RegExp(
  String.raw`("(?:${[...secretFields].join('|')})"\s*:\s*)("(?:[^"\\]|\\.)*"|\d+)`,
  'g',
)
const inCommand = /(\+CPIN=)[^\r\n]*/gi
/** A number of a person as it is stored (E.164): an error may name the value that it was thrown for. */
const numbers = /\+[1-9]\d{6,14}\b/g

/** Fields of a log entry without numbers, texts and secrets, however deep they stand. */
export function redact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretFields.has(name) ? hidden : redactValue(value),
    ]),
  )
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(inJson, `$1"${hidden}"`).replace(inCommand, `$1${hidden}`).replace(numbers, hidden)
  }
  if (Array.isArray(value)) return value.map(redactValue)
  if (typeof value !== 'object' || value === null) return value
  return redact(value as Record<string, unknown>)
}
