import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findChoice } from '../../../../src/shared/field/find-choice.ts'
import { joinList, readList, writeList } from '../../../../src/shared/field/list-value.ts'
import { readDate } from '../../../../src/shared/field/read-date.ts'
import { readDecimal } from '../../../../src/shared/field/read-decimal.ts'
import { readValue } from '../../../../src/shared/field/read-value.ts'

describe('a date', () => {
  it.each([
    ['1985-03-12', '1985-03-12'],
    ['1985/3/2', '1985-03-02'],
    ['12/03/1985', '1985-03-12'],
    ['12.3.85', '1985-03-12'],
    ['12-03-29', '2029-03-12'],
    ['1985-03-12T10:00:00Z', '1985-03-12'],
    ['12/03/1985 10:30', '1985-03-12'],
    ['12 March 1985', '1985-03-12'],
    ['March 12, 1985', '1985-03-12'],
    ['1er février 1985', '1985-02-01'],
    ['12. März 1985', '1985-03-12'],
    ['12 maart 85', '1985-03-12'],
    ['12 mars 1985', '1985-03-12'],
    ['12-Mar-1985', '1985-03-12'],
    ['29/02/2000', '2000-02-29'],
  ])('is read from %s', (text, date) => {
    expect(readDate(text, 'day-month')).toBe(date)
  })

  it.each(['', 'soon', '31/02/1985', '29/02/1900', '13-13-1985', '1985', '12/03', '0612345678', '12 x 1985'])(
    'is not in “%s”',
    text => expect(readDate(text, 'day-month')).toBeUndefined(),
  )

  it('has its month first where that is said', () => {
    expect(readDate('03/12/1985', 'month-day')).toBe('1985-03-12')
    expect(readDate('13/12/1985', 'month-day')).toBeUndefined()
    expect(readDate('1985-03-12', 'month-day')).toBe('1985-03-12')
  })

  it('comes back from each way to write it', () => {
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2029-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.'), (date, mark) => {
        const kept = date.toISOString().slice(0, 10)
        const [year = '', month = '', of = ''] = kept.split('-')
        expect(readDate([of, month, year].join(mark), 'day-month')).toBe(kept)
        expect(readDate([Number(month), Number(of), year.slice(2)].join(mark), 'month-day')).toBe(kept)
      }),
    )
  })
})

describe('a number', () => {
  it.each([
    ['12', 'point', '12'],
    ['1,234.50', 'point', '1234.5'],
    ['1.234,50', 'comma', '1234.5'],
    ['1 234,5', 'comma', '1234.5'],
    ['€ 12,00', 'comma', '12'],
    ["1'000.25", 'point', '1000.25'],
    ['-0,5', 'comma', '-0.5'],
    ['−3', 'point', '-3'],
    ['007', 'point', '7'],
    ['-0', 'comma', '0'],
  ] as const)('is read from %s with a decimal %s', (text, mark, number) => {
    expect(readDecimal(text, mark)).toBe(number)
  })

  it.each([
    ['1.234,50', 'point'],
    ['1,5', 'point'],
    ['12 pts', 'point'],
    ['4.47E+11', 'point'],
    ['1,2,3', 'comma'],
    ['', 'point'],
  ] as const)('is not in “%s” with a decimal %s', (text, mark) => {
    expect(readDecimal(text, mark)).toBeUndefined()
  })
})

describe('a list', () => {
  it('keeps each entry once and comes back as it was', () => {
    expect(writeList([' Dutch', 'dutch', '', 'Greek '])).toBe('["Dutch","Greek"]')
    expect(writeList([' '])).toBe('')
    expect(readList('["a","b"]')).toEqual(['a', 'b'])
    expect(readList('a, b')).toEqual([])
    expect(readList('[1')).toEqual([])
    expect(joinList('["a","b"]')).toBe('a, b')
  })

  it('is cut at its separator and at line breaks, and taken as it is kept', () => {
    expect(readValue('a, b; c\nd', { type: 'list', separator: ';' })).toBe('["a, b","c","d"]')
    expect(readValue('["x;y"]', { type: 'list', separator: ';' })).toBe('["x;y"]')
    expect(readValue(';;', { type: 'list', separator: ';' })).toBeUndefined()
  })
})

it('a choice is found whatever its capitals, and a new one stays as it is written', () => {
  expect(findChoice(['Gold', 'Élite'], 'GOLD ')).toBe('Gold')
  expect(findChoice(['Gold', 'Élite'], 'élite')).toBe('Élite')
  expect(readValue('Silver', { type: 'choice', choices: ['Gold'] })).toBe('Silver')
  expect(readValue('x'.repeat(201), { type: 'choice', choices: ['Gold'] })).toBeUndefined()
})

it('a yes or no may be a tick', () => {
  expect(readValue('x', { type: 'boolean' })).toBe('true')
  expect(readValue('Nee', { type: 'boolean' })).toBe('false')
  expect(readValue('maybe', { type: 'boolean' })).toBeUndefined()
})
