import { expect, it } from 'vitest'
import { placeOfTrouble } from '../../../../src/renderer/features/deliveries/place-of-trouble.ts'

it.each([
  ['workspace/day-budget-reached', 'settings'],
  ['workspace/month-budget-reached', 'settings'],
  ['modem-removed', 'lines'],
  ['delivery/budget-reached', null],
  ['workspace/replaced', null],
  ['workspace/disk-full', null],
  ['workspace/cannot-write', null],
])('leads from %s to %s, and nowhere that cannot help', (code, place) => {
  expect(placeOfTrouble(code)).toBe(place)
})
