import { expect, test } from 'vitest'
import { formatAmount } from '../../../../src/renderer/parts/amount/use-amount.ts'

const written = (micros: number, exact = false) => formatAmount({ micros, currency: 'EUR' }, 'en-GB', exact)

test('Small totals keep their fractions of a cent, so that those of a few messages add up as they are written', () => {
  expect([75_000, 75_000, 150_000, 300_000].map(micros => written(micros))).toEqual([
    '€0.075',
    '€0.075',
    '€0.15',
    '€0.30',
  ])
  expect(written(0)).toBe('€0.00')
})

test('Larger totals are written in cents, prices exactly', () => {
  expect([written(29_625_000), written(29_625_000, true), written(7500, true)]).toEqual([
    '€29.63',
    '€29.625',
    '€0.0075',
  ])
})
