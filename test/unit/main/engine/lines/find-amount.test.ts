import { expect, test } from 'vitest'
import { findAmount } from '../../../../../src/main/engine/lines/ask-balance.ts'

test.each([
  ['Balance: 12.34', '12.34'],
  ['Your balance is EUR 7,50 until 31.12.2026.', '7,50'],
  ['Ihr Guthaben: 3,99 € (gültig bis 01.02.2027)', '3,99'],
  ['Saldo 125 kr, SMS 40 st', '125'],
  ['You have £1,204.50 left', '1,204.50'],
  ['Solde : 0 euro', '0'],
  ['No bundle is active', null],
  ['You have 500 SMS left', null],
  ['Credit SEK 40,00 and 500 SMS', '40,00'],
])('In “%s” the amount is %s', (text, amount) => {
  expect(findAmount(text)).toBe(amount)
})
