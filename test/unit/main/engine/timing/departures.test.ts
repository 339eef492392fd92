import { expect, test } from 'vitest'
import {
  createDepartures,
  startCourse,
  type DeparturesGiven,
} from '../../../../../src/main/engine/timing/departures.ts'
import type { SupplyingLine } from '../../../../../src/main/engine/timing/line-supply.ts'
import { LineTurns } from '../../../../../src/main/engine/timing/line-turns.ts'
import { unknownPlace, type Place } from '../../../../../src/main/engine/timing/places.ts'

const minute = 60_000
const hour = 60 * minute
const always = () => ({ isOpen: true, until: Number.POSITIVE_INFINITY })
const usual: DeparturesGiven = {
  stretch: always,
  spread: { kind: 'all' },
  timeZone: 'UTC',
  from: 0,
  people: 10,
  terms: { partsPerMinute: null },
}

function minutes(given: Partial<DeparturesGiven>, count: number, place: Place = unknownPlace): number[] {
  const departures = createDepartures({ ...usual, ...given }, startCourse())
  return Array.from({ length: count }, () => departures.take(place, 1) / minute)
}

test('Everything leaves at once where nothing holds it up', () => {
  expect(minutes({}, 3)).toEqual([0, 0, 0])
})

test('A line lets one message through after the other, by its parts or by its pace', () => {
  expect(minutes({ terms: { partsPerMinute: 2 } }, 3)).toEqual([0, 0.5, 1])
  expect(minutes({ terms: { partsPerMinute: 2, messagesPerMinute: 1 } }, 3)).toEqual([0, 1, 2])
})

test('A wave begins so long after the first message of the one before, and not before the line is free', () => {
  const spread = {
    kind: 'waves',
    size: { of: 'count', messages: 2 },
    every: { amount: 3, unit: 'minutes' },
  } as const
  expect(minutes({ spread }, 5)).toEqual([0, 0, 3, 3, 6])
  expect(minutes({ spread, terms: { partsPerMinute: 0.5 } }, 5)).toEqual([0, 2, 4, 6, 8])
})

test('Shares are of those who get a message', () => {
  const spread = {
    kind: 'waves',
    size: { of: 'share', percent: 50 },
    every: { amount: 1, unit: 'hours' },
  } as const
  const departures = createDepartures({ ...usual, spread }, startCourse())
  for (let left = 0; left < 6; left += 1) departures.pass()
  expect([1, 2, 3].map(() => departures.take(unknownPlace, 1))).toEqual([0, 0, hour])
})

test('A ramp sends ever more in an hour', () => {
  const spread = { kind: 'ramp', perHour: 2, growth: 100 } as const
  expect(minutes({ spread }, 7)).toEqual([0, 30, 60, 75, 90, 105, 120])
})

test('What is due at night waits for the morning, and goes on at the pace of the line', () => {
  const stretch = (_place: Place, at: number) =>
    at < minute || at >= hour ? { isOpen: true, until: Infinity } : { isOpen: false, until: hour }
  expect(minutes({ stretch, terms: { partsPerMinute: 1 } }, 4)).toEqual([0, 60, 61, 62])
})

test('A place that sleeps does not hold up another', () => {
  const asleep = { ...unknownPlace, id: 2, country: 'AU' }
  const stretch = ({ id }: Place, at: number) => ({ isOpen: id === 0 || at >= hour, until: hour })
  const departures = createDepartures({ ...usual, stretch, terms: { partsPerMinute: 1 } }, startCourse())
  expect([asleep, unknownPlace, asleep].map(place => departures.take(place, 1) / minute)).toEqual([60, 1, 62])
})

test('A course that was written down goes on where it was', () => {
  const spread = {
    kind: 'waves',
    size: { of: 'count', messages: 1 },
    every: { amount: 1, unit: 'minutes' },
  } as const
  const course = startCourse()
  createDepartures({ ...usual, spread }, course).take(unknownPlace, 1)
  const later = createDepartures({ ...usual, spread }, JSON.parse(JSON.stringify(course)) as typeof course)
  expect(later.at(unknownPlace)).toBe(minute)
})

const unlimited = Number.POSITIVE_INFINITY
const aLine: SupplyingLine = {
  id: 1,
  messageMs: minute,
  hours: undefined,
  today: unlimited,
  thisMonth: unlimited,
  daily: unlimited,
  monthly: unlimited,
}
const everyDay = [1, 2, 3, 4, 5, 6, 7]

function hoursOf(
  lines: readonly Partial<SupplyingLine>[],
  count: number,
  given: Partial<DeparturesGiven> = {},
) {
  const course = startCourse()
  const all = lines.map(line => ({ ...aLine, ...line }))
  const turns = new LineTurns(all, { now: 0, timeZone: 'UTC' }, course.taken)
  const terms = { partsPerMinute: 1 }
  const departures = createDepartures({ ...usual, terms, ...given, turns }, course)
  return Array.from({ length: count }, () => departures.take(unknownPlace, 1) / hour)
}

test('What the cap of a SIM leaves no room for goes on the next day, at the pace of its line', () => {
  expect(hoursOf([{ today: 1, daily: 2 }], 4)).toEqual([0, 24, 24 + 1 / 60, 48])
})

test('A monthly cap holds until the first of the next month', () => {
  expect(hoursOf([{ thisMonth: 1, monthly: 5 }], 2)).toEqual([0, 31 * 24])
})

test('A line sends within its hours, and another meanwhile, at a slower pace', () => {
  const hours = { open: [{ from: '09:00', to: '10:00', weekdays: everyDay }] }
  expect(hoursOf([{ hours }], 61).slice(-2)).toEqual([10 - 1 / 60, 33])
  expect(hoursOf([{ hours }, {}], 2)).toEqual([0, 2 / 60])
})

test('Caps are those of the day on which people may be texted, although others were asked about before', () => {
  const turns = { today: 2, daily: 2 }
  const night = (_place: Place, at: number) =>
    at < 20 * hour ? { isOpen: false, until: 20 * hour } : { isOpen: true, until: unlimited }
  expect(hoursOf([turns], 3, { stretch: night })).toEqual([20, 20 + 1 / 60, 24])
})
