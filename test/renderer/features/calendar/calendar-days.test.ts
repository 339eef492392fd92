import { expect, test } from 'vitest'
import {
  dayAfterKey,
  daysOf,
  keyOf,
  moveAnchor,
} from '../../../../src/renderer/features/calendar/calendar-days.ts'

const at = (year: number, month: number, day: number): number => new Date(year, month - 1, day, 15).getTime()

test('A month is shown in whole weeks from Monday on, with every day once', () => {
  const days = daysOf('month', at(2026, 11, 20))
  expect([days[0]?.key, days.at(-1)?.key, days.length]).toEqual(['2026-10-26', '2026-12-06', 42])
  expect(new Set(days.map(({ key }) => key)).size).toBe(days.length)
  expect(days.filter(({ isInside }) => isInside).length).toBe(30)
  expect(days.every((day, index) => index === 0 || day.from === days[index - 1]?.until)).toBe(true)
})

test('A month that begins on a Monday and has four weeks takes four', () => {
  expect(daysOf('month', at(2027, 2, 1)).length).toBe(28)
})

test('A week goes from Monday to Sunday', () => {
  expect(daysOf('week', at(2026, 11, 22)).map(({ key }) => key)).toEqual([
    '2026-11-16',
    '2026-11-17',
    '2026-11-18',
    '2026-11-19',
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ])
})

test('A month on from the last day of a long one is the last of the next', () => {
  expect(keyOf(moveAnchor('month', at(2027, 1, 31), 1))).toBe('2027-02-28')
  expect(keyOf(moveAnchor('week', at(2026, 11, 20), -1))).toBe('2026-11-13')
})

test('Keys move between days, to the ends of a week and by months', () => {
  const from = at(2026, 11, 20)
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageDown']
  expect(keys.map(key => keyOf(dayAfterKey(key, from) ?? 0))).toEqual([
    '2026-11-19',
    '2026-11-21',
    '2026-11-13',
    '2026-11-27',
    '2026-11-16',
    '2026-11-22',
    '2026-12-20',
  ])
  expect(dayAfterKey('a', from)).toBeUndefined()
})
