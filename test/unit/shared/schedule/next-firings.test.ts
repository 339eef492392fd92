import { describe, expect, test } from 'vitest'
import { nextFiring, nextFirings } from '../../../../src/shared/schedule/next-firings.ts'
import { scheduleSchema, type Schedule } from '../../../../src/shared/schedule/schedule.ts'

const stockholm = 'Europe/Stockholm'
const monday = Date.parse('2026-01-05T08:00:00Z')
const always = { from: null, end: { kind: 'never' as const } }
const at = (...times: string[]) => ({ ...always, times: { kind: 'at' as const, times } })

/** The next firings as the clocks in Stockholm show them. */
function list(
  schedule: Schedule,
  most: number,
  { after = monday, timeZone = stockholm, firings = 0 } = {},
): string[] {
  expect(scheduleSchema.parse(schedule)).toEqual(schedule)
  const style = { dateStyle: 'short', timeStyle: 'short', timeZone } as const
  const format = new Intl.DateTimeFormat('sv', style)
  return nextFirings(schedule, { after, timeZone, startedAt: after, firings }, most).map(now =>
    format.format(now),
  )
}

describe('Rhythms', () => {
  test('Once is once, and never when it is past', () => {
    const once: Schedule = { every: 'once', day: '2026-01-05', time: '09:30' }
    expect(list(once, 10)).toEqual(['2026-01-05 09:30'])
    expect(list(once, 10, { after: Date.parse('2026-01-05T08:30:00Z') })).toEqual([])
    expect(list(once, 10, { firings: 1 })).toEqual([])
  })

  test('Several times a day come in order of the clock', () => {
    const schedule: Schedule = { every: 'day', interval: 1, ...at('17:00', '10:00', '10:00') }
    expect(list(schedule, 3)).toEqual(['2026-01-05 10:00', '2026-01-05 17:00', '2026-01-06 10:00'])
  })

  test('Every so many minutes goes from one time to the other and begins anew on the next day', () => {
    const times = { kind: 'every' as const, minutes: 45, from: '09:30', to: '11:00' }
    const schedule: Schedule = { every: 'day', interval: 1, ...always, times }
    expect(list(schedule, 4)).toEqual([
      '2026-01-05 09:30',
      '2026-01-05 10:15',
      '2026-01-05 11:00',
      '2026-01-06 09:30',
    ])
  })

  test('Every third day counts from its first day', () => {
    const schedule: Schedule = { every: 'day', interval: 3, ...at('08:00'), from: '2026-01-01' }
    expect(list(schedule, 3)).toEqual(['2026-01-07 08:00', '2026-01-10 08:00', '2026-01-13 08:00'])
  })

  test('Every second week takes its weekdays in their order, in weeks that begin on Monday', () => {
    const schedule: Schedule = { every: 'week', interval: 2, weekdays: [7, 2], ...at('08:00') }
    expect(list(schedule, 3)).toEqual(['2026-01-06 08:00', '2026-01-11 08:00', '2026-01-20 08:00'])
  })

  test('A day that a month does not have is left out, and the last one is always there', () => {
    const on = { kind: 'days' as const, days: [31, 'last' as const] }
    const schedule: Schedule = { every: 'month', interval: 1, on, ...at('08:00') }
    expect(list(schedule, 3)).toEqual(['2026-01-31 08:00', '2026-02-28 08:00', '2026-03-31 08:00'])
    const third = { kind: 'days' as const, days: [31] }
    expect(list({ ...schedule, on: third }, 3)).toEqual([
      '2026-01-31 08:00',
      '2026-03-31 08:00',
      '2026-05-31 08:00',
    ])
  })

  test('The second Tuesday and the last Friday of a month', () => {
    const second = { kind: 'weekday' as const, ordinal: 'second' as const, weekday: 2 as const }
    const last = { kind: 'weekday' as const, ordinal: 'last' as const, weekday: 5 as const }
    expect(list({ every: 'month', interval: 1, on: second, ...at('08:00') }, 2)).toEqual([
      '2026-01-13 08:00',
      '2026-02-10 08:00',
    ])
    expect(list({ every: 'month', interval: 2, on: last, ...at('08:00') }, 2)).toEqual([
      '2026-01-30 08:00',
      '2026-03-27 08:00',
    ])
  })

  test('A yearly 29th of February is kept on the 28th in years without one', () => {
    const on = { kind: 'days' as const, days: [29] }
    const schedule: Schedule = { every: 'year', months: [2], on, ...at('08:00') }
    expect(list(schedule, 3)).toEqual(['2026-02-28 08:00', '2027-02-28 08:00', '2028-02-29 08:00'])
  })

  test('A schedule without a single day never fires', () => {
    const on = { kind: 'days' as const, days: [30] }
    expect(list({ every: 'year', months: [2], on, ...at('08:00') }, 10)).toEqual([])
  })
})

describe('Validity', () => {
  test('Nothing fires before the first day nor after the last one', () => {
    const daily: Schedule = { every: 'day', interval: 1, ...at('08:00') }
    const limited: Schedule = { ...daily, from: '2026-02-01', end: { kind: 'on', day: '2026-02-02' } }
    expect(list(limited, 10)).toEqual(['2026-02-01 08:00', '2026-02-02 08:00'])
  })

  test('After its number of firings it is over', () => {
    const schedule: Schedule = {
      every: 'day',
      interval: 1,
      ...at('08:00'),
      end: { kind: 'after', firings: 3 },
    }
    expect(list(schedule, 10, { firings: 1 })).toEqual(['2026-01-06 08:00', '2026-01-07 08:00'])
    expect(list(schedule, 10, { firings: 3 })).toEqual([])
  })
})

describe('Nights in which the clocks change', () => {
  test('A time that does not exist in spring becomes the next moment that there is', () => {
    const schedule: Schedule = { every: 'day', interval: 1, ...at('02:30') }
    const after = Date.parse('2026-03-28T12:00:00Z')
    expect(list(schedule, 2, { after })).toEqual(['2026-03-29 03:00', '2026-03-30 02:30'])
  })

  test('Where the clocks skip midnight, midnight is one o’clock of the same day', () => {
    const schedule: Schedule = { every: 'day', interval: 1, ...at('00:00') }
    const after = Date.parse('2026-04-23T12:00:00Z')
    expect(list(schedule, 2, { after, timeZone: 'Africa/Cairo' })).toEqual([
      '2026-04-24 01:00',
      '2026-04-25 00:00',
    ])
  })

  test('Several times that are skipped together fire once', () => {
    const times = { kind: 'every' as const, minutes: 15, from: '02:00', to: '03:00' }
    const after = Date.parse('2026-03-29T00:00:00Z')
    expect(list({ every: 'day', interval: 1, ...always, times }, 2, { after })).toEqual([
      '2026-03-29 03:00',
      '2026-03-30 02:00',
    ])
  })

  test('A time that comes twice in autumn fires the first time', () => {
    const schedule: Schedule = { every: 'day', interval: 1, ...at('02:30') }
    const moment = {
      after: Date.parse('2026-10-24T12:00:00Z'),
      timeZone: stockholm,
      startedAt: monday,
      firings: 0,
    }
    const first = Date.parse('2026-10-25T00:30:00Z')
    expect(nextFiring(schedule, moment)).toBe(first)
    expect(nextFiring(schedule, { ...moment, after: first })).toBe(Date.parse('2026-10-26T01:30:00Z'))
  })

  test('The clock time stays over a change of the clocks', () => {
    const schedule: Schedule = { every: 'week', interval: 1, weekdays: [1], ...at('09:00') }
    const firings = nextFirings(
      schedule,
      { after: Date.parse('2026-03-22T00:00:00Z'), timeZone: stockholm, startedAt: monday, firings: 0 },
      2,
    )
    expect(firings).toEqual([Date.parse('2026-03-23T08:00:00Z'), Date.parse('2026-03-30T07:00:00Z')])
  })
})
