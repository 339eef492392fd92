import { expect, it } from 'vitest'
import { readClickTime, saysZone } from '../../../../src/shared/clicks/read-click-time.ts'

const noon = Date.UTC(2026, 6, 1, 12)

it.each([
  ['2026-07-01T12:00:00Z'],
  ['2026-07-01 14:00:00.000 +02:00'],
  ['2026-07-01 12:00 UTC'],
  ['[01/Jul/2026:12:00:00 +0000]'],
  ['01/Jul/2026:07:00:00 -0500'],
  [String(noon)],
  [String(noon / 1000)],
])('%s says its zone', text => {
  expect(readClickTime(text, 'Asia/Tokyo')).toBe(noon)
  expect(saysZone(text)).toBe(true)
})

it.each([['2026-07-01 14:00:00'], ['1.7.2026 14:00'], ['01.07.2026, 14:00:00'], ['01/Jul/2026:14:00:00']])(
  '%s is meant in the zone that is given',
  text => {
    expect(readClickTime(text, 'Europe/Paris')).toBe(noon)
    expect(saysZone(text)).toBe(false)
  },
)

it.each([
  '',
  'yesterday',
  '03/04/2026 12:00',
  '2026-02-30 12:00',
  '2026-07-01 24:00',
  '2026-07-01 25:00',
  '12345',
])('%j is no time', text => expect(readClickTime(text, 'UTC')).toBeUndefined())
