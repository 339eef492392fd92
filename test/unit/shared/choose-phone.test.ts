import { expect, it } from 'vitest'
import { choosePhone } from '../../../src/shared/choose-phone.ts'

it.each<[string, readonly string[], boolean, string | null, string]>([
  ['before the number', ['4.47E+11', '07700900123'], false, '+447700900123', '4.47E+11'],
  ['behind the number', ['07700900123', '4.47E+11'], false, '+447700900123', '4.47E+11'],
  ['in every cell', ['4.47E+11'], false, null, ''],
  ['as zeros of a workbook', ['447000000000', '07700900123'], true, '+447700900123', '447000000000'],
  ['in no cell', ['', '447700900123'], true, '+447700900123', ''],
])('a number that has lost its last digits is named: %s', (_, cells, isWorkbook, expected, lost) => {
  const chosen = choosePhone(cells, 'GB', isWorkbook)
  expect(chosen.reading.kind === 'ok' ? chosen.reading.e164 : null).toBe(expected)
  expect(chosen.lost).toBe(lost)
})
