import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isForFiction, isTextable, readPhone, type PhoneReading } from '../../../src/shared/phone.ts'

function number(e164: string, type: string, repairs: readonly string[] = []): unknown {
  return { kind: 'ok', e164, country: expect.any(String), type, repairs }
}

function read(input: string, country: string | undefined = 'FR'): PhoneReading {
  return readPhone(input, country)
}

describe('a number written by a person', () => {
  it.each([
    ['0639981234', 'FR', '+33639981234', []],
    ['06 39 98 12 34', 'FR', '+33639981234', ['spaces']],
    ['06.39.98.12.34', 'FR', '+33639981234', ['dots']],
    ['06-39-98-12-34', 'FR', '+33639981234', ['dashes']],
    ['06\u00a039\u202f98 12 34', 'FR', '+33639981234', ['spaces']],
    ['06–39‑98—12-34', 'FR', '+33639981234', ['dashes']],
    ['(07700) 900123', 'GB', '+447700900123', ['brackets', 'spaces']],
    ['0171/3920012', 'DE', '+491713920012', ['slashes']],
    ['+33639981234', 'GB', '+33639981234', []],
    ['+44 (0)7700 900123', 'FR', '+447700900123', ['spaces', 'brackets', 'trunk-zero']],
    ['0033 6 39 98 12 34', 'GB', '+33639981234', ['spaces', 'double-zero']],
    ['0033639981234', 'US', '+33639981234', ['double-zero']],
    ['+0033639981234', 'FR', '+33639981234', ['double-zero']],
    ['tel:+33639981234', 'GB', '+33639981234', ['words']],
    ['Mobile: 07700 900123 (work)', 'GB', '+447700900123', ['words', 'spaces', 'brackets']],
    ['07700 900123 ext. 12', 'GB', '+447700900123', ['extension', 'spaces']],
  ])('%s in %s is %s', (input, country, e164, repairs) => {
    expect(read(input, country)).toEqual(number(e164, 'mobile', repairs))
  })

  it('keeps the zero of an Italian landline, which is part of the number', () => {
    expect(read('+39 02 1234 5678')).toMatchObject({ e164: '+390212345678', type: 'fixed' })
  })
})

describe('a number mangled by a spreadsheet', () => {
  it.each([
    ['639981234', 'FR', '+33639981234', ['leading-zero']],
    ['33639981234', 'FR', '+33639981234', ['plus']],
    ['639981234.0', 'FR', '+33639981234', ['decimal', 'leading-zero']],
    ["'0639981234", 'FR', '+33639981234', ['quotes']],
    ['="0639981234"', 'FR', '+33639981234', ['quotes']],
    ['\u202a+33639981234\u202c', 'GB', '+33639981234', ['invisible-characters']],
  ])('%s in %s is %s', (input, country, e164, repairs) => {
    expect(read(input, country)).toEqual(number(e164, 'mobile', repairs))
  })

  it.each(['4.47E+11', '4,47E+11', '4.47700900123E+11', '6.39981234e8', ' 3.36E+10 '])(
    '%s has lost digits and is never guessed',
    input => {
      expect(read(input, 'GB')).toEqual({ kind: 'invalid', reason: 'scientific' })
    },
  )

  it('does not report a lost zero in a country without one', () => {
    expect(read('612 34 56 78', 'ES')).toEqual(number('+34612345678', 'mobile', ['spaces']))
  })
})

describe('digits of other scripts', () => {
  it.each([
    ['٠٦٣٩٩٨١٢٣٤', ['other-digits']],
    ['۰۶۳۹۹۸۱۲۳۴', ['other-digits']],
    ['०६३९९८१२३४', ['other-digits']],
    ['０６３９９８１２３４', ['other-digits']],
    ['＋３３（０）６３９９８１２３４', ['other-digits', 'brackets', 'trunk-zero']],
  ])('%s is read', (input, repairs) => {
    expect(read(input)).toEqual(number('+33639981234', 'mobile', repairs))
  })
})

describe('two numbers in one cell', () => {
  it.each([
    '06 39 98 12 34 / 06 39 98 12 35',
    '0639981234/0639981235',
    '0639981234;0639981235',
    '0639981234, 0639981235',
    '0639981234 ou 0639981235',
    '0639981234\n0639981235',
    '06 39 98 12 34 - 06 39 98 12 35',
    '06 39 98 12 34 06 39 98 12 35',
    '+33639981234+33639981235',
    '0600000000000 / 0639981234',
    'home 0639981234 work 0639981235',
  ])('%j gives the first valid one', input => {
    const reading = read(input)
    expect(reading).toMatchObject({ kind: 'ok', e164: '+33639981234' })
    expect(reading.kind === 'ok' && reading.repairs).toContain('several')
  })

  it('is refused as several where none is valid', () => {
    expect(read('0600000000000 / 06000000000001')).toEqual({ kind: 'invalid', reason: 'several' })
  })
})

describe('a cell without a usable number', () => {
  it.each(['', '   ', '-', '—', 'n/a', 'N/A', '#N/A', 'NULL', 'aucun', 'saknas', '\u200b'])(
    '%j is missing',
    input => {
      expect(read(input)).toEqual({ kind: 'missing' })
    },
  )

  it.each([
    ['0639', 'too-short'],
    ['063998123456789', 'too-long'],
    ['12345678901234567890', 'too-long'],
    ['06I9981234', 'not-a-number'],
    ['no phone', 'not-a-number'],
    ['jean@example.org', 'not-a-number'],
    ['06*39981234', 'not-a-number'],
    ['+999123456789', 'unknown-country'],
    ['0000000000', 'not-in-use'],
    ['447700900123', 'country-unclear'],
  ])('%s is invalid: %s', (input, reason) => {
    expect(read(input)).toEqual({ kind: 'invalid', reason })
  })

  it('is a text rather than a number where it is very long', () => {
    expect(read('06'.repeat(2000))).toEqual({ kind: 'invalid', reason: 'not-a-number' })
  })

  it('needs a country for a national number', () => {
    expect(readPhone('0639981234', undefined)).toEqual(read('0639981234', 'XX'))
    expect(readPhone('0639981234', undefined)).toEqual({ kind: 'invalid', reason: 'unknown-country' })
  })
})

describe('readPhone', () => {
  it('never throws, and what it gives is stable when read again', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[-+()\d ./,;eEx]{0,30}$/))
    fc.assert(
      fc.property(cell, fc.constantFrom('FR', 'GB', 'SE', 'DE', 'US', 'JP'), (input, country) => {
        const reading = readPhone(input, country)
        if (reading.kind !== 'ok') return
        expect(readPhone(reading.e164, country)).toEqual({ ...reading, repairs: [] })
      }),
      { numRuns: 3_000 },
    )
  })

  it('reads a number the same whatever spaces and dashes are put in it', () => {
    const gaps = fc.array(fc.constantFrom('', '', ' ', '-', '.'), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), gaps, (tail, marks) => {
        const digits = `063998${String(tail).padStart(4, '0')}`
        const written = [...digits]
          .map((digit, index) => (index === 9 ? digit : digit + marks[index]))
          .join('')
        expect(read(written)).toMatchObject({ kind: 'ok', e164: `+33${digits.slice(1)}` })
      }),
    )
  })
})

describe('kinds of number', () => {
  it('knows what a message can reach', () => {
    expect(['mobile', 'fixed-or-mobile', 'fixed', 'other'].map(type => isTextable(type as 'mobile'))).toEqual(
      [true, true, false, false],
    )
  })

  it.each([
    ['+447700900461', 'GB', 'mobile'],
    ['+442079460123', 'GB', 'fixed'],
    ['+33639981234', 'FR', 'mobile'],
    ['+33199001234', 'FR', 'fixed'],
    ['+46701740605', 'SE', 'mobile'],
    ['+46846500422', 'SE', 'fixed'],
    ['+491713920012', 'DE', 'mobile'],
    ['+4917604069012', 'DE', 'mobile'],
    ['+493023125123', 'DE', 'fixed'],
  ])('%s is kept for fiction in %s and reads as %s', (e164, country, type) => {
    expect(isForFiction(e164)).toBe(true)
    expect(read(e164)).toEqual({ kind: 'ok', e164, country, type, repairs: [] })
  })

  it('takes no neighbour of those for fiction', () => {
    expect(['+447700901000', '+33639991234', '+46701740604', '+491713920112'].some(isForFiction)).toBe(false)
  })
})
