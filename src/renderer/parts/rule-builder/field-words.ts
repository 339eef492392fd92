import type { PersonField } from '../../../shared/contract/people.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import { countryOptions, languageOptions } from '../regions/index.ts'

/** A field's name on screen: built-in ones have a text in each language, custom ones were named by the person. */
export function fieldLabel(field: PersonField, t: (key: string) => string): string {
  return isBuiltInField(field.key) ? t(`ruleBuilder.field.${field.key}`) : field.label
}

/** What a code of a country or language means in the reader's language; null for other fields and codes. */
export function meaningOf(field: string, value: string, locale: string): string | null {
  const type = ({ country: 'region', language: 'language' } as const)[field]
  if (!type) return null
  try {
    const names = new Intl.DisplayNames(locale, { type, fallback: 'none' })
    return names.of(type === 'region' ? value.toUpperCase() : value) ?? null
  } catch {
    return null
  }
}

const namedCodes = new Map([
  ['country', countryOptions],
  ['language', languageOptions],
])

/** The code that a person meant who wrote a country or a language by its name; null where there is none. */
export function codeOf(field: string, name: string, locale: string): string | null {
  const wanted = name.trim().toLocaleLowerCase(locale)
  const options = namedCodes.get(field)?.(locale)
  return options?.find(({ label }) => label.toLocaleLowerCase(locale) === wanted)?.value ?? null
}
