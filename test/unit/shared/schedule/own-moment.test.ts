import { expect, test } from 'vitest'
import { ownMomentOf, type OwnMoment } from '../../../../src/shared/schedule/own-moment.ts'

const moment = { now: Date.UTC(2026, 0, 5, 9), timeZone: 'Europe/Paris' }
const twoHoursBefore: OwnMoment = { by: 'time', side: 'before', duration: { amount: 2, unit: 'hours' } }

function written(text: string, how: OwnMoment): string | undefined {
  const at = ownMomentOf(text, how, moment)
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16)
}

test('A moment at a time of day follows from a date, also from one with a time', () => {
  const how: OwnMoment = { by: 'day', days: -1, time: '10:00', isYearly: false }
  expect(written('2026-01-08', how)).toBe('2026-01-07T09:00')
  expect(written('2026-01-08 15:30', how)).toBe('2026-01-07T09:00')
  expect(written('2026-02-30', how)).toBeUndefined()
  expect(written('tomorrow', how)).toBeUndefined()
})

test('A moment around the time that stands there is by the clocks of the person, or by the zone that stands there', () => {
  expect(written('2026-01-08 15:30', twoHoursBefore)).toBe('2026-01-08T12:30')
  expect(written(' 2026-01-08T15:30:00 ', twoHoursBefore)).toBe('2026-01-08T12:30')
  expect(written('2026-01-08T15:30:00Z', twoHoursBefore)).toBe('2026-01-08T13:30')
  expect(written('2026-01-08T15:30+05:30', twoHoursBefore)).toBe('2026-01-08T08:00')
  expect(written('2026-01-08 15:30', { ...twoHoursBefore, side: 'after' })).toBe('2026-01-08T16:30')
})

test('Days around it are those of the calendar, also where the clocks change', () => {
  const how: OwnMoment = { by: 'time', side: 'before', duration: { amount: 1, unit: 'days' } }
  expect(written('2026-03-29 10:00', how)).toBe('2026-03-28T09:00')
})

test('A text without a time of day, or with one that no clock shows, has no such moment', () => {
  for (const text of ['2026-01-08', '2026-01-08 25:00', '2026-02-30 10:00', '10:00', '']) {
    expect(written(text, twoHoursBefore)).toBeUndefined()
  }
})
