import { describe, expect, test } from 'vitest'
import { dueDateOf, type DateReading } from '../../../../src/shared/schedule/due-date.ts'
import { addDuration } from '../../../../src/shared/schedule/duration.ts'
import { isTimeZone } from '../../../../src/shared/schedule/instant-of.ts'
import { withinWindow, type WeekWindow } from '../../../../src/shared/schedule/week-window.ts'

const stockholm = 'Europe/Stockholm'
const at = (text: string): number => Date.parse(text)

describe('A length of time', () => {
  test('Days end at the same time of the clock, hours after as many hours', () => {
    const before = at('2026-03-28T11:00:00Z')
    expect(addDuration(before, { amount: 1, unit: 'days' }, stockholm)).toBe(at('2026-03-29T10:00:00Z'))
    expect(addDuration(before, { amount: 24, unit: 'hours' }, stockholm)).toBe(at('2026-03-29T11:00:00Z'))
    expect(addDuration(before, { amount: 2, unit: 'weeks' }, stockholm)).toBe(at('2026-04-11T10:00:00Z'))
    expect(addDuration(before, { amount: 90, unit: 'minutes' }, stockholm)).toBe(at('2026-03-28T12:30:00Z'))
  })
})

describe('Times of the week', () => {
  const office: WeekWindow = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
  test.each([
    ['within it, at once', '2026-01-05T09:30:00Z', '2026-01-05T09:30:00Z'],
    ['before it, when it opens', '2026-01-05T05:00:00Z', '2026-01-05T08:00:00Z'],
    ['just when it closes, on the next day', '2026-01-05T16:00:00Z', '2026-01-06T08:00:00Z'],
    ['on Friday evening, on Monday', '2026-01-09T19:00:00Z', '2026-01-12T08:00:00Z'],
  ])('What ends %s', (_name, from, to) => {
    expect(withinWindow(at(from), office, stockholm)).toBe(at(to))
  })

  test('A window of one day a week comes round', () => {
    const sunday: WeekWindow = { weekdays: [7], from: '10:00', to: '11:00' }
    expect(withinWindow(at('2026-01-04T11:00:00Z'), sunday, stockholm)).toBe(at('2026-01-11T09:00:00Z'))
  })
})

describe('A date of a person', () => {
  const moment = { now: at('2026-01-05T09:00:00Z'), timeZone: stockholm }
  const plain: DateReading = { offset: 0, time: '10:30', isYearly: false }
  const read = (text: string, reading: Partial<DateReading> = {}) => {
    const due = dueDateOf(text, { ...plain, ...reading }, moment)
    return due && [new Date(due.at).toISOString().slice(0, 16), due.isPast]
  }

  test('Its day, with the days added, at the time of the clock', () => {
    expect(read('2026-02-01')).toEqual(['2026-02-01T09:30', false])
    expect(read('2026-02-01', { offset: -3 })).toEqual(['2026-01-29T09:30', false])
    expect(read('2026-02-01T18:00', { offset: 2 })).toEqual(['2026-02-03T09:30', false])
  })

  test('It is past only when its day is', () => {
    expect(read('2026-01-05')).toEqual(['2026-01-05T09:30', false])
    expect(read('2026-01-05', { time: '08:00' })).toEqual(['2026-01-05T07:00', false])
    expect(read('2026-01-04')?.[1]).toBe(true)
    expect(read('2026-01-06', { offset: -2 })?.[1]).toBe(true)
  })

  test('What is yearly means the next anniversary', () => {
    expect(read('1980-01-05', { isYearly: true })).toEqual(['2026-01-05T09:30', false])
    expect(read('1980-01-04', { isYearly: true })).toEqual(['2027-01-04T09:30', false])
    expect(read('1980-12-31', { isYearly: true, offset: 7 })).toEqual(['2026-01-07T09:30', false])
    expect(read('1980-01-07', { isYearly: true, offset: -7 })).toEqual(['2026-12-31T09:30', false])
    expect(read('2030-01-07', { isYearly: true })).toEqual(['2026-01-07T09:30', false])
  })

  test('The 29th of February is kept on the 28th in other years', () => {
    expect(read('2000-02-29', { isYearly: true })).toEqual(['2026-02-28T09:30', false])
  })

  test.each(['', 'soon', '2026-02-30', '20260201', '2026-13-01'])('“%s” is no date', text => {
    expect(read(text)).toBeUndefined()
  })
})

test('A zone is known or it is not', () => {
  expect(isTimeZone('Europe/Stockholm')).toBe(true)
  expect(isTimeZone('Europe/Atlantis')).toBe(false)
})
