import { beforeEach, describe, expect, it } from 'vitest'
import { i18n, type Language } from '../../../../src/renderer/i18n/index.ts'
import { describeSchedule } from '../../../../src/renderer/parts/schedule/describe-schedule.ts'
import type { Schedule } from '../../../../src/shared/schedule/schedule.ts'

const always = { from: null, end: { kind: 'never' as const } }
const at = (...times: string[]) => ({ ...always, times: { kind: 'at' as const, times } })
const weekdays: Schedule = { every: 'week', interval: 1, weekdays: [5, 1, 2, 3, 4], ...at('09:00') }

function say(schedule: Schedule, language: Language = 'en', zone?: string): string {
  i18n.global.locale.value = language
  const t = (key: string, named: Record<string, unknown> = {}, plural = 1): string =>
    i18n.global.t(key, named, plural)
  return describeSchedule(schedule, { t, locale: language === 'en' ? 'en-GB' : language }, zone)
}

beforeEach(() => {
  i18n.global.locale.value = 'en'
})

describe('A schedule in words', () => {
  it.each<[string, Schedule]>([
    ['Once, on 24 Dec 2026 at 10:00', { every: 'once', day: '2026-12-24', time: '10:00' }],
    ['Every day at 09:00 and 17:30', { every: 'day', interval: 1, ...at('17:30', '09:00') }],
    ['Every 3 days at 09:00', { every: 'day', interval: 3, ...at('09:00') }],
    ['Every weekday at 09:00', weekdays],
    ['Every Monday and Thursday at 09:00', { ...weekdays, weekdays: [4, 1] }],
    ['Every 2 weeks on Monday at 09:00', { ...weekdays, interval: 2, weekdays: [1] }],
    [
      'Every month on day 1, 15 and the last day at 09:00',
      { every: 'month', interval: 1, on: { kind: 'days', days: ['last', 15, 1] }, ...at('09:00') },
    ],
    [
      'Every 2 months on the second Tuesday at 09:00',
      { every: 'month', interval: 2, on: { kind: 'weekday', ordinal: 'second', weekday: 2 }, ...at('09:00') },
    ],
    [
      'Every year on the last day of February and December at 09:00',
      { every: 'year', months: [2, 12], on: { kind: 'days', days: ['last'] }, ...at('09:00') },
    ],
    [
      'Every day, every 30 minutes from 09:00 to 11:00',
      {
        every: 'day',
        interval: 1,
        ...always,
        times: { kind: 'every', minutes: 30, from: '09:00', to: '11:00' },
      },
    ],
    [
      'Every day, every 2 hours from 08:00 to 18:00',
      {
        every: 'day',
        interval: 1,
        ...always,
        times: { kind: 'every', minutes: 120, from: '08:00', to: '18:00' },
      },
    ],
    [
      'Every day at 09:00, from 1 Dec 2026 on, until 24 Dec 2026',
      {
        every: 'day',
        interval: 1,
        ...at('09:00'),
        from: '2026-12-01',
        end: { kind: 'on', day: '2026-12-24' },
      },
    ],
    [
      'Every day at 09:00, 5 times',
      { every: 'day', interval: 1, ...at('09:00'), end: { kind: 'after', firings: 5 } },
    ],
  ])('is “%s”', (words, schedule) => {
    expect(say(schedule)).toBe(words)
  })

  it.each<[Language, string, string]>([
    ['en', 'Every weekday at 09:00 in Europe/Stockholm', 'Every month on the second Tuesday at 09:00'],
    ['nl', 'Elke werkdag om 09:00 in Europe/Stockholm', 'Elke maand op de tweede dinsdag om 09:00'],
    ['fr', 'Chaque jour ouvré à 09:00 (Europe/Stockholm)', 'Chaque mois le deuxième mardi à 09:00'],
    ['sv', 'Varje vardag kl. 09:00 i Europe/Stockholm', 'Varje månad den andra tisdagen kl. 09:00'],
  ])('is a sentence in %s', (language, zoned, second) => {
    expect(say(weekdays, language, 'Europe/Stockholm')).toBe(zoned)
    const on = { kind: 'weekday' as const, ordinal: 'second' as const, weekday: 2 as const }
    expect(say({ every: 'month', interval: 1, on, ...at('09:00') }, language)).toBe(second)
  })
})
