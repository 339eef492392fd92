export { countryOptions, currencyOptions, type RegionOption } from './regions.ts'
export { countryName, languageName } from './code-names.ts'
export { languageOptions, timeZoneOptions } from './language-options.ts'
