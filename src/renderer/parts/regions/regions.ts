import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'

/** A choice with its code as a hint. */
export interface RegionOption {
  readonly value: string
  readonly label: string
  readonly hint: string
}

/** Countries that have phone numbers, by name in the given language, with their calling code. */
export function countryOptions(locale: string): readonly RegionOption[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const options = getCountries().map(code => ({
    value: code as string,
    label: names.of(code) ?? code,
    hint: `+${getCountryCallingCode(code)}`,
  }))
  return options.sort((a, b) => a.label.localeCompare(b.label, locale))
}

/** Currencies by name in the given language. */
export function currencyOptions(locale: string): readonly RegionOption[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const options = Intl.supportedValuesOf('currency').map(code => ({
    value: code,
    label: names.of(code) ?? code,
    hint: code,
  }))
  return options.sort((a, b) => a.label.localeCompare(b.label, locale))
}
