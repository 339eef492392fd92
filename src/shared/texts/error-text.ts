import type { ErrorData } from '../errors.ts'
import errors from './errors/en.json' with { type: 'json' }
import issues from './issues/en.json' with { type: 'json' }

/** The English text of an error, or of an issue of a workflow by the code `issue/…`, with its values filled in; the code itself where there is no text. */
export function errorText(code: string, data: ErrorData): string {
  const texts: Readonly<Record<string, string>> = code.startsWith('issue/') ? issues : errors
  const text = texts[code.replace('issue/', '')]
  if (text === undefined) return code
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole))
}
