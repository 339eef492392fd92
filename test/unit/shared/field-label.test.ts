import { expect, test } from 'vitest'
import { labelOfHeader } from '../../../src/shared/field-label.ts'

test.each([
  ['city', 'City'],
  [' date_of__birth ', 'Date of birth'],
  ['date-of-birth', 'Date of birth'],
  ['élève', 'Élève'],
  ['E-mail', 'E-mail'],
  ['iPhone', 'iPhone'],
  ['Club_lid', 'Club lid'],
  ['2024', '2024'],
  ['-', '-'],
  ['', ''],
])('the column %j makes the field %j', (header, label) => {
  expect(labelOfHeader(header)).toBe(label)
})

test('a label is never longer than can be stored', () => {
  expect(labelOfHeader('x'.repeat(300))).toHaveLength(100)
})
