import * as fc from 'fast-check'
import { getCountries, getExampleNumber, type CountryCode } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples'
import { describe, expect, it } from 'vitest'
import { getPlan } from '../../../../src/shared/phone/numbering-plan.ts'
import { resolveByLibrary, resolveByPlan } from '../../../../src/shared/phone/resolve-number.ts'

const countries = getCountries()
const anyCountry = fc.constantFrom(...countries)
const homeCountry = fc.constantFrom('FR', 'GB', 'DE', 'SE', 'NL', 'BE', 'US', 'CA', 'IT', 'RU', 'KZ', 'FI')

/** Near misses of real numbers: an example with its tail replaced, behind any of the prefixes people write. */
const nearNumber = fc
  .tuple(
    anyCountry,
    fc.nat(6),
    fc.stringMatching(/^\d{0,8}$/),
    fc.constantFrom('', '0', '1', '8', '00', '011', 'cc'),
  )
  .map(([country, keep, tail, prefix]) => {
    const national: string = getExampleNumber(country, examples)?.nationalNumber ?? '123456789'
    return `${prefix === 'cc' ? getPlan(country).callingCode : prefix}${national.slice(0, keep)}${tail}`
  })

describe('resolveByPlan', () => {
  it('agrees with libphonenumber wherever it answers', () => {
    const digits = fc.oneof(fc.stringMatching(/^\d{2,16}$/), nearNumber)
    const country = fc.oneof(anyCountry, homeCountry)
    fc.assert(
      fc.property(digits, fc.boolean(), country, (text, plus, home) => {
        const fast = resolveByPlan(text, plus, home)
        if (fast) expect(fast).toEqual(resolveByLibrary(text, plus, home))
      }),
      { numRuns: 6_000 },
    )
  })

  it('agrees on the example number of every country, in national and international form', () => {
    const wrong = countries.flatMap(country => {
      const example = getExampleNumber(country, examples)
      if (!example) return []
      const e164 = example.number.slice(1)
      const national = example.formatNational().replaceAll(/\D/g, '')
      return [resolveBothWays(e164, true, country), resolveBothWays(national, false, country)].filter(
        ({ fast, slow }) => fast && JSON.stringify(fast) !== JSON.stringify(slow),
      )
    })
    expect(wrong).toEqual([])
  })

  it('answers by itself for the mobile numbers of most countries', () => {
    const answered = countries.filter(country => {
      const number = getExampleNumber(country, examples)?.number.slice(1)
      return number !== undefined && resolveByPlan(number, true, undefined) !== undefined
    })
    expect(answered.length).toBeGreaterThan(countries.length * 0.85)
  })
})

function resolveBothWays(digits: string, plus: boolean, country: CountryCode) {
  return { fast: resolveByPlan(digits, plus, country), slow: resolveByLibrary(digits, plus, country) }
}
