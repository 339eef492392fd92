import { expect, test } from 'vitest'
import type { OwnMoment } from '../../../src/shared/schedule/own-moment.ts'
import type { PastMoment, TimingSettings } from '../../../src/shared/delivery/timing-settings.ts'
import { createTimedWorld, dayMs, hourMs, type TimedWorld } from '../../support/timed-world.ts'

const dayBefore: OwnMoment = { by: 'day', days: -1, time: '10:00', isYearly: false }
const off = { kind: 'off' } as const

function timing(moment: OwnMoment, past: PastMoment = 'send'): TimingSettings {
  return { quietHours: off, start: { kind: 'person', field: 'appointment', moment, past, timeZone: 'UTC' } }
}

/** Britons, each with an appointment. */
async function worldOf(...appointments: readonly (string | null)[]): Promise<TimedWorld> {
  const people = appointments.map((appointment, index) => ({
    phone: `+44770090000${index}`,
    ...(appointment === null ? {} : { fields: { appointment } }),
  }))
  const world = await createTimedWorld({ people })
  world.addField('appointment')
  return world
}

async function causes(world: TimedWorld, id: number): Promise<unknown[]> {
  const { rows } = await world.call('deliveries.exclusions', { id })
  return rows.map(({ personId, causes: [first] }) => [personId, first?.cause, first?.detail])
}

test('each person is texted at a moment that follows from a date of theirs, by their own clocks (SC-06)', async () => {
  const world = await worldOf('2026-01-08', '2026-01-07')
  world.addPeople([
    { phone: '+447700900009', timeZone: 'America/New_York', fields: { appointment: '2026-01-09' } },
  ])
  const id = await world.send({ timing: timing(dayBefore) })
  expect(world.state(id)).toBe('sending')
  const progress = await world.call('deliveries.progress', { id })
  expect(progress.dated).toEqual({ messages: 3, next: Date.UTC(2026, 0, 6, 10) })
  const { plan } = await world.call('deliveries.plan', { id })
  const last = Date.UTC(2026, 0, 8, 15)
  expect(plan).toMatchObject({
    past: 0,
    dated: { messages: 3, first: Date.UTC(2026, 0, 6, 10), last },
    endsAt: last,
  })
  await world.clock.advance(4 * dayMs)
  expect(world.times()).toEqual(['10:00+1', '10:00+2', '15:00+3'])
  expect(world.state(id)).toBe('finished')
})

test('so many hours before the time that stands with the date (SC-06)', async () => {
  const world = await worldOf('2026-01-05 15:30', '2026-01-05T16:00:00+01:00', '2026-01-05')
  const moment: OwnMoment = { by: 'time', side: 'before', duration: { amount: 2, unit: 'hours' } }
  const id = await world.send({ timing: timing(moment) })
  expect(await causes(world, id)).toEqual([[3, 'no-date', 'appointment']])
  await world.clock.advance(dayMs)
  expect(world.times(id)).toEqual(['13:00', '13:30'])
})

test('a birthday comes every year, whatever year stands there (SC-06)', async () => {
  const world = await worldOf('1984-01-06', '1991-01-08')
  await world.send({ timing: timing({ by: 'day', days: 0, time: '12:00', isYearly: true }) })
  await world.clock.advance(4 * dayMs)
  expect(world.times()).toEqual(['12:00+1', '12:00+3'])
})

test('whose moment is past is texted at the release, or left out, as was chosen; nobody without a date is texted (SC-06)', async () => {
  const world = await worldOf('2026-01-05', '2026-01-08', null)
  const sent = await world.send({ timing: timing(dayBefore) })
  expect(await causes(world, sent)).toEqual([[3, 'no-date', 'appointment']])
  expect(world.times(sent)).toEqual(['09:00'])
  const left = await world.prepared({ timing: timing(dayBefore, 'exclude') })
  expect(await causes(world, left)).toEqual([
    [1, 'date-past', '2026-01-05'],
    [3, 'no-date', 'appointment'],
  ])
})

test('a moment that passes between the review and the release is too late, where such people are left out (SC-06)', async () => {
  const world = await worldOf('2026-01-06', '2026-01-08')
  const id = await world.prepared({ timing: timing(dayBefore, 'exclude') })
  await world.clock.advance(2 * hourMs)
  await world.confirm(id)
  await world.clock.advance(4 * dayMs)
  expect(world.messages(id).map(({ state }) => state)).toEqual(['expired', 'accepted'])
})

test('what waits for a date survives the end of the program, and counts for a cap at its moment (SC-06, TY-06)', async () => {
  const world = await worldOf('2026-01-08', '2026-01-11')
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 2 }] })
  await world.send({ timing: timing(dayBefore) })
  world.crash()
  const after = await createTimedWorld({ path: world.path, clock: world.clock })
  await after.clock.advance(dayMs)
  const id = await after.prepared({ timing: { quietHours: off } })
  expect(await causes(after, id)).toEqual([[1, 'frequency-cap', '1/2']])
  await after.clock.advance(6 * dayMs)
  expect(after.times()).toEqual(['10:00+2', '10:00+5'])
})

test('a date that is gone, or a length of time without one start to count from, keeps it from being prepared (SC-06)', async () => {
  const world = await worldOf('2026-01-08')
  const sending = { validity: { kind: 'for', duration: { amount: 1, unit: 'days' } } } as const
  const limited = await world.prepared({ timing: timing(dayBefore), sending })
  const start = { kind: 'person', field: 'gone', moment: dayBefore, past: 'send', timeZone: null } as const
  const gone = await world.prepared({ timing: { start } })
  const troubleOf = async (id: number) => (await world.call('deliveries.get', { id })).trouble?.code
  expect(await troubleOf(limited)).toBe('delivery/validity-by-date')
  expect(await troubleOf(gone)).toBe('delivery/date-field-gone')
})
