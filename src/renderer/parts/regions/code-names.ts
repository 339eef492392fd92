const known = new Map<string, Intl.DisplayNames>()

/** The name of an ISO 3166 country in a language of the interface; the code itself where it has none. */
export function countryName(code: string, locale: string): string {
  return nameOf(code.toUpperCase(), 'region', locale)
}

/** The name of a BCP 47 language in a language of the interface; the code itself where it has none. */
export function languageName(code: string, locale: string): string {
  return nameOf(code, 'language', locale)
}

function nameOf(code: string, type: 'region' | 'language', locale: string): string {
  try {
    return namesOf(type, locale).of(code) ?? code
  } catch {
    // Imported values may be anything; what is no code is shown as it is.
    return code
  }
}

/** Building these takes longer than a table row may. */
function namesOf(type: 'region' | 'language', locale: string): Intl.DisplayNames {
  const key = `${type} ${locale}`
  const names = known.get(key) ?? new Intl.DisplayNames(locale, { type, fallback: 'none' })
  known.set(key, names)
  return names
}
