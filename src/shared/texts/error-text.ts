import type { ErrorData } from '../errors.ts'
import errors from './errors/en.json' with { type: 'json' }
import french from './errors/fr.json' with { type: 'json' }
import dutch from './errors/nl.json' with { type: 'json' }
import swedish from './errors/sv.json' with { type: 'json' }
import issues from './issues/en.json' with { type: 'json' }

type Texts = Readonly<Record<string, string>>

const errorsIn = { en: errors, fr: french, nl: dutch, sv: swedish } as const

/**
 * The text of an error in a language, or the English one of an issue of a workflow by the code `issue/…`, with its values
 * filled in; the code itself where there is no text.
 */
export function errorText(code: string, data: ErrorData, language: keyof typeof errorsIn = 'en'): string {
  const texts: Texts = code.startsWith('issue/') ? issues : errorsIn[language]
  const text = texts[code.replace('issue/', '')]
  if (text === undefined) return code
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole))
}
