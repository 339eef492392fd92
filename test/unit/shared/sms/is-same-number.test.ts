import { expect, test } from 'vitest'
import { isSameNumber } from '../../../../src/shared/sms/is-same-number.ts'

test.each([
  ['+447700900001', '00447700900001', true],
  ['+447700900001', '07700900001', true],
  ['+447700900001', '447700900001', true],
  ['+447700900001', '7700 900 001', true],
  ['+447700900001', '+447700900002', false],
  ['+447700900001', '900001', false],
  ['12345', '12345', true],
  ['12345', '+4412345', false],
  ['', '', false],
])('%s and %s are the same number: %s', (left, right, isSame) => {
  expect(isSameNumber(left, right)).toBe(isSame)
  expect(isSameNumber(right, left)).toBe(isSame)
})
