import { describe, expect, it } from 'vitest'
import { costOf, priceFor, unpricedOf } from '../../../../src/shared/lines/price-list.ts'

const to = [
  { country: 'BE', messages: 2, parts: 4 },
  { country: 'FR', messages: 3, parts: 3 },
  { country: '', messages: 1, parts: 1 },
  { country: 'FR', messages: 1, parts: 1 },
]

describe('Prices by country', () => {
  it('take the price of the country, else that of everywhere else', () => {
    const list = { priceMicros: 50, currency: 'EUR', countryPrices: { BE: 10, FR: 0 } }
    expect(['BE', 'FR', 'SE', ''].map(country => priceFor(list, country))).toEqual([10, 0, 50, 50])
    expect(costOf(list, to)).toEqual({ micros: 4 * 10 + 50, currency: 'EUR' })
    expect(unpricedOf(list, to)).toEqual([])
  })

  it('never count what has no price as free: the cost is then the least that it can be', () => {
    const list = { priceMicros: null, currency: 'EUR', countryPrices: { BE: 10 } }
    expect(costOf(list, to)).toEqual({ micros: 40, currency: 'EUR', isLeast: true })
    expect(unpricedOf(list, to)).toEqual([
      { country: 'FR', messages: 4, parts: 4 },
      { country: '', messages: 1, parts: 1 },
    ])
  })

  it('are the price of a line that is the same everywhere, where no country is listed', () => {
    const list = { priceMicros: 75, currency: 'EUR' }
    expect(costOf(list, to)).toEqual({ micros: 9 * 75, currency: 'EUR' })
  })
})
