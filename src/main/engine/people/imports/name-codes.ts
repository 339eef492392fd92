import { isCountry, type CountryCode } from '../../../../shared/phone.ts'
import { foldName } from '../fold-name.ts'

/** The languages in which countries and languages may be named, besides a language's own. */
const locales = ['en', 'fr', 'nl', 'sv', 'de']
const languages =
  `ar bg bn cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko ku lb lt lv mk mt
  nb nl nn no pl ps pt ro ru sk sl so sq sr sv ta th ti tr uk ur vi yo zh`.split(/\s+/)
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

let countryNames: Map<string, CountryCode> | undefined
let languageNames: Map<string, string> | undefined

/**
 * Remembers answers to short texts: a column holds a few of them a million times. A longer text is a slice of what it
 * was read from, and would keep all of that in memory.
 */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>()
  return text => {
    const known = answers.get(text)
    if (known !== undefined || answers.has(text)) return known as T
    const answer = read(text)
    if (text.length > longestRemembered) return answer
    if (answers.size >= mostAnswers) answers.clear()
    answers.set(text, answer)
    return answer
  }
}

const mostAnswers = 1000
const longestRemembered = 12

/** The code of a country that is written as its code or its name, e.g. "Frankrijk"; undefined for anything else. */
export const readCountry = remembering((text: string): CountryCode | undefined => {
  const code = text.toUpperCase()
  if (code.length === 2 && isCountry(code)) return code
  countryNames ??= namesOf(
    'region',
    letters.flatMap(first => letters.map(second => first + second)).filter(isCountry),
  )
  return countryNames.get(foldName(text))
})

/** The tag of a language that is written as its tag or its name, e.g. "Français"; any other text stays as it is. */
export const readLanguage = remembering((text: string): string => {
  if (/^[a-z]{2,3}([-_][a-z0-9]+)*$/i.test(text)) {
    const [primary = '', ...rest] = text.split(/[-_]/)
    return [primary.toLowerCase(), ...rest].join('-')
  }
  languageNames ??= namesOf('language', languages)
  return languageNames.get(foldName(text)) ?? text
})

function namesOf<Code extends string>(
  type: 'region' | 'language',
  codes: readonly Code[],
): Map<string, Code> {
  const names = new Map<string, Code>()
  for (const code of codes) {
    const own = type === 'language' ? [code] : []
    for (const locale of [...locales, ...own]) {
      const name = new Intl.DisplayNames([locale], { type, fallback: 'none' }).of(code)
      if (name) names.set(foldName(name), code)
    }
  }
  return names
}
