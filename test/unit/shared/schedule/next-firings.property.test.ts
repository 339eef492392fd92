import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addDays, dayOf } from '../../../../src/shared/calendar-day.ts'
import { clockTimesOf } from '../../../../src/shared/schedule/clock-times.ts'
import { nextFirings } from '../../../../src/shared/schedule/next-firings.ts'
import {
  weekdays,
  type DayTimes,
  type RepeatingSchedule,
  type Schedule,
} from '../../../../src/shared/schedule/schedule.ts'

/** Clocks that change by an hour, by half an hour, at midnight, before midnight, and never. */
const zones = fc.constantFrom(
  'Europe/Stockholm',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Havana',
  'America/Nuuk',
  'Asia/Kolkata',
  'Pacific/Chatham',
  'UTC',
)
const clockTimes = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'))
const dayTimes: fc.Arbitrary<DayTimes> = fc.oneof(
  fc.record({
    kind: fc.constant('at' as const),
    times: fc.array(clockTimes, { minLength: 1, maxLength: 5 }),
  }),
  fc.tuple(clockTimes, clockTimes, fc.integer({ min: 5, max: 720 })).map(([one, other, minutes]) => ({
    kind: 'every' as const,
    minutes,
    from: one < other ? one : other,
    to: one < other ? other : one,
  })),
)
/** Days around the nights in which the clocks change, with the place where they do. */
const changes = zones
  .chain(zone =>
    fc.tuple(fc.constant(zone), fc.integer({ min: 0, max: 1500 }), fc.integer({ min: -1, max: 1 })),
  )
  .map(([timeZone, number, shift]) => {
    const near = Temporal.PlainDate.from('2025-01-01').add({ days: number }).toZonedDateTime(timeZone)
    const change = near.getTimeZoneTransition('next') ?? near
    return { timeZone, day: addDays(change.toPlainDate().toString(), shift) }
  })
const days = fc.integer({ min: 0, max: 1500 }).map(number => addDays('2025-01-01', number))
const always = { from: null, end: { kind: 'never' as const } }
const daily = fc.record({ times: dayTimes }).map(({ times }): RepeatingSchedule => {
  return { every: 'day', interval: 1, times, ...always }
})
const everySoManyDays = fc
  .tuple(dayTimes, fc.integer({ min: 1, max: 40 }), fc.option(days))
  .map(([times, interval, from]): Schedule => ({ ...always, every: 'day', interval, times, from }))
const onWeekdays = fc
  .tuple(dayTimes, fc.integer({ min: 1, max: 5 }), fc.subarray([...weekdays], { minLength: 1 }))
  .map(([times, interval, chosen]): Schedule => {
    return { ...always, every: 'week', interval, weekdays: chosen, times }
  })
const monthDays = fc.subarray<number | 'last'>([1, 15, 29, 31, 'last'], { minLength: 1 })
const onMonthDays = fc
  .tuple(dayTimes, fc.integer({ min: 1, max: 14 }), monthDays)
  .map(([times, interval, chosen]): Schedule => {
    return { ...always, every: 'month', interval, on: { kind: 'days', days: chosen }, times }
  })
const rhythms: fc.Arbitrary<Schedule> = fc.oneof(daily, everySoManyDays, onWeekdays, onMonthDays)
const moments = fc.record({
  after: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2028, 11, 31) }),
  timeZone: zones,
})

test('Each firing is later than the one before and later than the moment that was asked at', () => {
  fc.assert(
    fc.property(rhythms, moments, (schedule, { after, timeZone }) => {
      const firings = nextFirings(schedule, { after, timeZone, startedAt: after, firings: 0 }, 30)
      const all = [after, ...firings]
      for (const [index, at] of firings.entries()) expect(at).toBeGreaterThan(all[index] ?? 0)
    }),
  )
})

test('A firing does not depend on when one asks for it', () => {
  fc.assert(
    fc.property(rhythms, moments, fc.nat(29), (schedule, { after, timeZone }, index) => {
      const moment = { after, timeZone, startedAt: after, firings: 0 }
      const firings = nextFirings(schedule, moment, 30)
      const one = firings[Math.min(index, firings.length - 1)]
      if (one === undefined) return
      expect(nextFirings(schedule, { ...moment, after: one - 1 }, 1)).toEqual([one])
      const rest = firings.slice(firings.indexOf(one) + 1)
      expect(nextFirings(schedule, { ...moment, after: one }, 29).slice(0, rest.length)).toEqual(rest)
    }),
  )
})

test('Every time of a day fires once on that day, unless the clocks skip several of them together', () => {
  fc.assert(
    fc.property(daily, changes, (schedule, { timeZone, day }) => {
      const times = clockTimesOf(schedule.times)
      const after = Date.parse(`${addDays(day, -2)}T12:00:00Z`)
      const firings = nextFirings(
        schedule,
        { after, timeZone, startedAt: after, firings: 0 },
        5 * times.length,
      )
      const shown = firings.map(now => clockOf(now, timeZone)).filter(clock => clock.startsWith(day))
      expect(new Set(shown).size).toBe(shown.length)
      const regular = shown.map(clock => clock.slice(11)).filter(time => times.includes(time))
      const skipped = times.filter(time => !regular.includes(time))
      expect(skipped.every(time => isSkipped(day, time, timeZone))).toBe(true)
      expect(shown.length).toBeLessThanOrEqual(times.length + 1)
    }),
    { numRuns: 500 },
  )
})

test('A number of firings is kept, whenever one asks', () => {
  fc.assert(
    fc.property(daily, moments, fc.integer({ min: 1, max: 20 }), (schedule, { after, timeZone }, most) => {
      const limited: RepeatingSchedule = { ...schedule, end: { kind: 'after', firings: most } }
      let moment = { after, timeZone, startedAt: after, firings: 0 }
      const found: number[] = []
      for (
        let [at] = nextFirings(limited, moment, 1);
        at !== undefined;
        [at] = nextFirings(limited, moment, 1)
      ) {
        found.push(at)
        moment = { ...moment, after: at, firings: moment.firings + 1 }
      }
      expect(found).toHaveLength(most)
      expect(found).toEqual(nextFirings(limited, { ...moment, after, firings: 0 }, 100))
    }),
  )
})

/** `YYYY-MM-DD HH:MM` as the clocks of a place show it. */
function clockOf(now: number, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return `${dayOf({ now, timeZone })} ${time.format(now)}`
}

/** Whether the clocks of a place never show a time on a day. */
function isSkipped(day: string, time: string, timeZone: string): boolean {
  const wanted = Temporal.PlainDateTime.from(`${day}T${time}`)
  return !wanted.toZonedDateTime(timeZone).toPlainDateTime().equals(wanted)
}
