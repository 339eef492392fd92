import type { LineTerms } from '../../../shared/contract/line-terms.ts'
import { costOf, type CountryParts } from '../../../shared/lines/price-list.ts'
import type { Money } from '../../../shared/money.ts'

/** Messages and parts, by the id of their place. */
export type PlaceSums = Readonly<Record<string, { readonly messages: number; readonly parts: number }>>

/** The country of each place, by its id. */
export type CountriesOfPlaces = ReadonlyMap<number, string>

/** Adds up what messages and parts by place cost. */
export type PriceSums = (places: PlaceSums) => Money

/** What messages and parts by place cost on these terms. */
export function pricerOf(terms: LineTerms, countries: CountriesOfPlaces): PriceSums {
  return places => costOf(terms, toCountries(places, countries))
}

/** Messages and parts with the country of their place. */
export function toCountries(places: PlaceSums, countries: CountriesOfPlaces): CountryParts[] {
  return Object.entries(places).map(([place, sum]) => ({
    country: countries.get(Number(place)) ?? '',
    ...sum,
  }))
}
