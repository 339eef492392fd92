import { UserError, type ErrorData } from '../../../shared/errors.ts'
import { noteBug } from '../../note-bug.ts'
import { i18n, isLanguage, messages, type Language } from '../../i18n/index.ts'

/** An error in words: what has happened, and what to do about it (may be empty). */
export interface ErrorWords {
  readonly title: string
  readonly next: string
}

/** What the engine keeps of a failure: its code and the values in its text. */
export interface Trouble {
  readonly code: string
  readonly data: ErrorData
}

/** A bug is noted once, however often it is drawn. */
const references = new WeakMap<object, string>()

function referenceOf(error: unknown): string {
  const key = typeof error === 'object' && error !== null ? error : new Error(String(error))
  const reference = references.get(key) ?? noteBug(error)
  references.set(key, reference)
  return reference
}

/** Says an error in the chosen language; anything that is no `UserError` is a bug and says so. */
export function describeError(error: unknown): ErrorWords {
  if (error instanceof UserError) return describeTrouble({ code: error.code, data: error.data })
  return describeTrouble({ code: 'engine/bug', data: { reference: referenceOf(error) } })
}

/** The same for a failure that the engine has stored, e.g. why a delivery was paused. */
export function describeTrouble({ code, data }: Trouble): ErrorWords {
  const text = findText('errors', code) ?? findText('reasons', code)
  if (text !== undefined) return toWords(text, data)
  const refused = describeRefusal(code)
  if (refused !== undefined) return toWords(refused, data)
  return toWords(findText('errors', 'engine/bug') ?? '{reference}', { ...data, reference: code })
}

/** Why a message has its state, as one text; the code itself stays findable in what is shown. */
export function describeReason(code: string): string {
  const text = findText('reasons', code) ?? findText('errors', code) ?? describeRefusal(code)
  return text === undefined ? code : fill(text, { code })
}

/** The text of a code, undefined where there is none in the chosen language nor in English. */
function findText(namespace: 'errors' | 'reasons', code: string): string | undefined {
  return readText(currentLanguage(), namespace, code) ?? readText('en', namespace, code)
}

function readText(language: Language, namespace: string, code: string): string | undefined {
  const texts = messages[language][namespace]
  if (typeof texts !== 'object' || !Object.hasOwn(texts, code)) return undefined
  const text = texts[code]
  return typeof text === 'string' ? text : undefined
}

/** Networks know hundreds of refusals; those without a text of their own share one that keeps the number. */
function describeRefusal(code: string): string | undefined {
  const [, family, number] = /^(cms|cme|st)-([0-9a-f]+)$/.exec(code) ?? []
  if (!family || !number) return undefined
  return findText('reasons', family)?.replace('{number}', number)
}

/** The first sentence says what has happened, the rest why and what to do. */
function toWords(text: string, data: ErrorData): ErrorWords {
  const end = /[.!?](?=\s)/.exec(text)
  const cut = end ? end.index + 1 : text.length
  return { title: fill(text.slice(0, cut), data), next: fill(text.slice(cut).trim(), data) }
}

/** Codes hold slashes and texts hold pipes, so the values are filled in here and not by vue-i18n. */
function fill(text: string, data: ErrorData): string {
  const numbers = new Intl.NumberFormat(currentLanguage(), { useGrouping: 'min2' })
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers.format(value) : value
  })
}

function currentLanguage(): Language {
  const locale = i18n.global.locale.value
  return isLanguage(locale) ? locale : 'en'
}
