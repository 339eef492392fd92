import type { RegionOption } from './regions.ts'

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** Languages with a two-letter code that have a name in the given language, by that name. */
export function languageOptions(locale: string): readonly RegionOption[] {
  const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' })
  const options = letters
    .flatMap(first => letters.map(second => first + second))
    // Intl answers withdrawn codes (iw, in, ji) with the name of their successor.
    .filter(code => new Intl.Locale(code).language === code)
    .flatMap(code => {
      const name = names.of(code)
      return name === undefined ? [] : [{ value: code, label: capitalise(name, locale), hint: code }]
    })
  return options.sort((a, b) => a.label.localeCompare(b.label, locale))
}

function capitalise(name: string, locale: string): string {
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}

/** IANA time zones. */
export function timeZoneOptions(): readonly { readonly value: string; readonly label: string }[] {
  return Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
