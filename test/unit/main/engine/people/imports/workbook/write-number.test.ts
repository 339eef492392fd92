import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNumberFormat } from '../../../../../../../src/main/engine/people/imports/workbook/number-format.ts'
import { writeNumber } from '../../../../../../../src/main/engine/people/imports/workbook/write-number.ts'

function write(text: string, format = 'General', isFrom1904 = false): string {
  return writeNumber(text, parseNumberFormat(format), isFrom1904)
}

describe('a number in a workbook', () => {
  it.each([
    ['447700900123', 'General', '447700900123'],
    ['4.47700900123E+11', 'General', '447700900123'],
    ['4.477009E11', '0.00E+00', '447700900000'],
    ['447700900123.0', '0', '447700900123'],
    ['0.30000000000000004', 'General', '0.3'],
    ['-12.50', '#,##0.00', '-12.5'],
    ['1e21', 'General', '1e+21'],
    ['12345678901234567890', 'General', '12345678901234567890'],
    ['0.5', '0%', '0.5'],
    ['12', '0 "kr"', '12'],
    ['1234', '# ##0', '1234'],
    ['nonsense', 'General', 'nonsense'],
  ])('%s in the format %s is %s', (text, format, expected) => {
    expect(write(text, format)).toBe(expected)
  })

  it.each([
    ['639981234', '0#" "##" "##" "##" "##', '06 39 98 12 34'],
    ['1067', '00000', '01067'],
    ['2025550123', '\\(###\\)\\ ###\\-####', '(202) 555-0123'],
    ['447700900123', '"+"0', '447700900123'],
    ['447700900123', '"+"00', '+447700900123'],
    ['123456', '0000', '123456'],
    ['5', '0', '5'],
    ['5550123', '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####', '5550123'],
    ['-5', '00000', '-5'],
  ])('%s in the pattern %s is %s', (text, format, expected) => {
    expect(write(text, format)).toBe(expected)
  })

  it.each([
    ['32874', 'dd/mm/yyyy', '1990-01-01'],
    ['32874.5', 'dd/mm/yyyy', '1990-01-01'],
    ['32874.5', 'd/m/yy h:mm', '1990-01-01 12:00'],
    ['32874', 'd/m/yy h:mm', '1990-01-01'],
    ['45292.999988426', 'yyyy-mm-dd hh:mm:ss', '2024-01-01 23:59:59'],
    ['0.75', 'h:mm AM/PM', '18:00'],
    ['1.25', '[h]:mm', '30:00'],
    ['0.000011574074', '[s]', '00:00:01'],
    ['1', 'd mmm', '1900-01-01'],
    ['60', 'd mmm', '1900-02-28'],
    ['61', 'd mmm', '1900-03-01'],
    ['0', 'dd/mm/yyyy', '0'],
    ['2958465', 'dd/mm/yyyy', '9999-12-31'],
    ['2958466', 'dd/mm/yyyy', '2958466'],
    ['-1', 'dd/mm/yyyy', '-1'],
    ['42', '"day" 0', '42'],
    ['42', '[Red]0.00;[Blue]-0.00', '42'],
    ['32874', '[$-40C]d mmmm yyyy;@', '1990-01-01'],
  ])('%s in the format %s is %s', (text, format, expected) => {
    expect(write(text, format)).toBe(expected)
  })

  it('counts from 1904 where the workbook does', () => {
    expect(write('0', 'dd/mm/yyyy', true)).toBe('1904-01-01')
    expect(write('31412', 'dd/mm/yyyy', true)).toBe('1990-01-01')
  })

  it('keeps every digit of a whole number that a spreadsheet can hold', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), value => {
        const expected = String(value)
        expect(write(expected)).toBe(expected)
        expect(write(Number(value).toExponential())).toBe(expected)
        expect(write(expected, '00').padStart(2, '0')).toBe(expected.padStart(2, '0'))
      }),
    )
  })

  it('gives days of which each is the one after the one before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_464 }), day => {
        const [first, second] = [day, day + 1].map(each => Date.parse(write(String(each), 'dd/mm/yyyy')))
        expect((second ?? 0) - (first ?? 0)).toBe(86_400_000)
      }),
    )
  })
})
