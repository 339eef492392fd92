import { z } from 'zod'
import type { Money } from '../money.ts'

const priceMicros = z.number().int().min(0).max(1_000_000_000)

/** What a line asks for one part: by country, and everywhere else. */
export const priceListSchema = z.object({
  /** Price of one part in millionths of the currency; null where only the countries that are listed have one. */
  priceMicros: priceMicros.nullable(),
  /** Where it is another: by ISO 3166 country of the number. Absent where it is the same everywhere. */
  countryPrices: z.record(z.string().regex(/^[A-Z]{2}$/), priceMicros).optional(),
})
export type PriceList = z.infer<typeof priceListSchema>

/** Parts to one country; empty for numbers of no country. */
export interface CountryParts {
  readonly country: string
  readonly messages: number
  readonly parts: number
}

/** Price of one part to a country; null where the line has none. */
export function priceFor({ priceMicros: usual, countryPrices }: PriceList, country: string): number | null {
  return countryPrices?.[country] ?? usual
}

/** What parts cost at most where any of several lines may take them; no price where one of the lines has none. */
export function dearestOf(lists: readonly PriceList[]): PriceList {
  const dearest = (prices: readonly (number | null)[]): number | null =>
    prices.reduce((most, price) => (most === null || price === null ? null : Math.max(most, price)), 0)
  const countries = [
    ...new Set(lists.flatMap(({ countryPrices = {} }) => Object.keys(countryPrices))),
  ].toSorted()
  const countryPrices = Object.fromEntries(
    countries.flatMap(country => {
      const price = dearest(lists.map(list => priceFor(list, country)))
      return price === null ? [] : [[country, price] as const]
    }),
  )
  const usual = dearest(lists.map(list => list.priceMicros))
  return { priceMicros: usual, ...(countries.length > 0 ? { countryPrices } : {}) }
}

/** What parts cost in all. Where some of them have no price the amount is the least that it can be, and says so. */
export function costOf(list: PriceList & { readonly currency: string }, to: Iterable<CountryParts>): Money {
  let micros = 0
  let isLeast = false
  for (const { country, parts } of to) {
    const price = priceFor(list, country)
    micros += parts * (price ?? 0)
    isLeast ||= price === null && parts > 0
  }
  return { micros, currency: list.currency, ...(isLeast ? { isLeast } : {}) }
}

/** What goes to countries without a price, the most people first; a country once. */
export function unpricedOf(list: PriceList, to: Iterable<CountryParts>): CountryParts[] {
  return sumByCountry(to)
    .filter(({ country, parts }) => parts > 0 && priceFor(list, country) === null)
    .toSorted((left, right) => right.messages - left.messages || left.country.localeCompare(right.country))
}

function sumByCountry(to: Iterable<CountryParts>): CountryParts[] {
  return [...Map.groupBy(to, ({ country }) => country)].map(([country, same]) => ({
    country,
    messages: same.reduce((sum, { messages }) => sum + messages, 0),
    parts: same.reduce((sum, { parts }) => sum + parts, 0),
  }))
}
