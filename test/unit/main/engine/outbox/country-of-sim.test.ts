import { expect, test } from 'vitest'
import codes from '../../../../../resources/networks/mobile-country-codes.json' with { type: 'json' }
import { countryOfSim } from '../../../../../src/main/engine/outbox/country-of-sim.ts'
import { getCountries } from 'libphonenumber-js/max'

test.each([
  ['234151234567890', 'GB'],
  ['204041234567890', 'NL'],
  ['310260123456789', 'US'],
  ['208011234567890', 'FR'],
  ['001011234567890', undefined],
  [undefined, undefined],
])('a SIM with the IMSI %s is from %s', (imsi, country) => {
  expect(countryOfSim(imsi)).toBe(country)
})

test('each code is of one country whose numbers can be read', () => {
  const all = Object.values(codes).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all.every(code => /^[2-7]\d\d$/.test(code))).toBe(true)
  const readable: ReadonlySet<string> = new Set(getCountries())
  const unknown = Object.keys(codes).filter(country => !readable.has(country))
  expect(unknown).toEqual([])
})
