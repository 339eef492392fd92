import { expect, test } from 'vitest'
import { britons, createTimedWorld, dayMs, minuteMs, type TimedWorld } from '../../support/timed-world.ts'

const quiet = { timing: { quietHours: { kind: 'off' } } } as const
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 0, day, hour, minute)

/** A world at nine o'clock on the fifth, whose only line has limits. */
async function limited(people: number, limits: Record<string, unknown>): Promise<TimedWorld> {
  const world = await createTimedWorld({ people: britons(people) })
  const [line] = world.lines.list()
  if (!line) throw new Error('no line')
  await world.lines.save({ ...line, settings: { address: 'COM5', ...limits } })
  await world.clock.settle()
  return world
}

async function planOf(world: TimedWorld, id: number) {
  const { plan } = await world.call('deliveries.plan', { id })
  if (!plan) throw new Error('no plan')
  return plan
}

/** When the last message of a delivery left, once it is over. */
async function endOf(world: TimedWorld, id: number): Promise<number> {
  await world.clock.runUntil(() => world.state(id) === 'finished', 40 * dayMs)
  const ids = new Set(world.messages(id).map(message => message.id))
  return Math.max(...world.departures.filter(({ messageId }) => ids.has(messageId)).map(each => each.at))
}

test.each([
  ['ten a day', 23, { perMinute: 10, dailyCap: 10 }, ['day-cap'], at(7, 0, 0)],
  [
    'from nine to ten past nine',
    25,
    { perMinute: 1, hours: { from: '09:00', to: '09:10' } },
    ['hours'],
    at(7, 9, 5),
  ],
  [
    'a hundred a day from nine to five',
    250,
    { perMinute: 1, dailyCap: 100, hours: { from: '09:00', to: '17:00' } },
    ['day-cap', 'hours'],
    at(7, 9, 50),
  ],
])('the review tells when sending ends that may go %s', async (_name, people, limits, why, end) => {
  const world = await limited(people, limits)
  const id = await world.prepared(quiet)
  const plan = await planOf(world, id)
  expect(plan.limits.toSorted()).toEqual(why)
  expect(Math.abs(Number(plan.endsAt) - end)).toBeLessThanOrEqual(minuteMs)
  await world.confirm(id)
  const ended = await endOf(world, id)
  expect(Math.abs(ended - Number(plan.endsAt))).toBeLessThanOrEqual(2 * minuteMs)
})

test('the review tells that the last messages leave in the next month where a monthly cap is reached', async () => {
  const world = await limited(15, { perMinute: 10, monthlyCap: 10 })
  const { limits, endsAt, hold } = await planOf(world, await world.prepared(quiet))
  expect(limits).toEqual(['month-cap'])
  expect(hold).toMatchObject({ cause: 'month-cap', until: Date.UTC(2026, 1, 1) })
  expect(Math.abs(Number(endsAt) - Date.UTC(2026, 1, 1))).toBeLessThanOrEqual(minuteMs)
})

test('what comes first in the line uses up its cap before the next delivery begins', async () => {
  const world = await limited(80, { perMinute: 10, dailyCap: 100 })
  const first = await world.send(quiet)
  const second = await world.prepared(quiet)
  const plan = await planOf(world, second)
  // Twenty of its messages leave on the first day, sixty on the second.
  expect(plan.aheadMs).toBeGreaterThanOrEqual(7 * minuteMs)
  expect(plan.aheadMs).toBeLessThanOrEqual(9 * minuteMs)
  expect(Math.abs(Number(plan.endsAt) - at(6, 0, 6))).toBeLessThanOrEqual(minuteMs)
  await world.confirm(second)
  const third = await world.prepared(quiet)
  expect(Math.abs(Number((await planOf(world, third)).endsAt) - at(7, 0, 4))).toBeLessThanOrEqual(
    2 * minuteMs,
  )
  expect(Math.abs(Number((await planOf(world, first)).endsAt) - at(5, 9, 8))).toBeLessThanOrEqual(
    2 * minuteMs,
  )
  expect(Math.abs((await endOf(world, second)) - Number(plan.endsAt))).toBeLessThanOrEqual(2 * minuteMs)
})

test('a frequency cap knows on which day the cap of a SIM lets messages leave (TY-06)', async () => {
  const world = await limited(30, { perMinute: 10, dailyCap: 20 })
  const lineId = await world.addLine({ address: 'COM6' }, 'gsm-modem')
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 1 }] })
  await world.send(quiet)
  // By then the first twenty have got theirs more than a day before, and the last ten at midnight.
  const start = { kind: 'at', day: '2026-01-06', time: '12:00', timeZone: 'UTC' } as const
  const id = await world.prepared({ lineId, timing: { quietHours: { kind: 'off' }, start } })
  const { rows } = await world.call('deliveries.exclusions', { id })
  expect(rows.map(({ personId }) => personId)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30])
  await world.clock.advance(dayMs)
  expect(world.departures).toHaveLength(30)
})

test('the end goes by the pace at which messages really leave, and so does what is left of it', async () => {
  const world = await limited(100, { perMinute: 10, dailyCap: 60 })
  // Half as fast as the line is allowed to be.
  world.line.onSend(send => void world.clock.after(12_000, () => send.accept()))
  const id = await world.send(quiet)
  await world.clock.advance(5 * minuteMs)
  const { perMinute } = await world.call('deliveries.progress', { id })
  expect(perMinute).toBeLessThanOrEqual(6)
  // Sixty leave today; the forty of tomorrow do not take the four minutes of a line that keeps its pace.
  const end = at(6, 0) + (40 / Number(perMinute)) * minuteMs
  expect(Math.abs(Number((await planOf(world, id)).endsAt) - end)).toBeLessThanOrEqual(minuteMs)
})

test('the pace is that of the lines that may still send, from the moment on at which one has come to its cap', async () => {
  const world = await limited(60, { perMinute: 10, dailyCap: 10 })
  await world.addLine({ address: 'COM6', perMinute: 10 }, 'gsm-modem')
  const id = await world.send({ ...quiet, pool: { kind: 'all-but', of: 'gsm-modem', lineIds: [] } })
  await world.clock.runUntil(() => world.departures.length >= 24)
  const { perMinute, counts, remainingMs } = await world.call('deliveries.progress', { id })
  expect(perMinute).toBeLessThanOrEqual(10)
  const left = counts.queued + counts.claimed
  expect(remainingMs).toBeGreaterThanOrEqual((left / 10) * minuteMs)
  const { endsAt } = await planOf(world, id)
  expect(Math.abs(Number(endsAt) - world.clock.now() - Number(remainingMs))).toBeLessThanOrEqual(minuteMs)
})

test('a frequency cap knows what waits in the same line before a delivery, and what of its SIM that uses up (TY-06)', async () => {
  const world = await limited(30, { perMinute: 10, dailyCap: 40 })
  const other = await world.addLine({ address: 'COM6' }, 'gsm-modem')
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 1 }] })
  const ignoring = { ...quiet, who: { cap: 'ignore' } } as const
  await world.send(ignoring)
  // Of the second, ten leave today and twenty at midnight, as the first takes thirty of the forty of today.
  await world.send(ignoring)
  const start = { kind: 'at', day: '2026-01-06', time: '12:00', timeZone: 'UTC' } as const
  const id = await world.prepared({ lineId: other, timing: { quietHours: { kind: 'off' }, start } })
  const { rows } = await world.call('deliveries.exclusions', { id })
  expect(rows.map(({ personId }) => personId)).toEqual(Array.from({ length: 20 }, (_, index) => 11 + index))
})

test('a delivery that waits behind another is looked at when its own messages leave (TY-06)', async () => {
  const world = await limited(30, { perMinute: 1 })
  const other = await world.addLine({ address: 'COM6' }, 'gsm-modem')
  await world.call('deliveryRules.setCaps', { caps: [{ most: 1, days: 1 }] })
  // The line is busy until half past nine.
  await world.send(quiet)
  world.addPeople([{ phone: '+447700900900' }])
  const start = { kind: 'at', day: '2026-01-06', time: '09:20', timeZone: 'UTC' } as const
  const tomorrow = { lineId: other, timing: { quietHours: { kind: 'off' }, start } } as const
  await world.send({ ...tomorrow, who: { cap: 'ignore' } })
  // Right now it would be more than a day before tomorrow's; behind the other it is not.
  const id = await world.prepared(quiet)
  const { rows } = await world.call('deliveries.exclusions', { id })
  expect(rows.map(({ personId }) => personId)).toContain(31)
})

test('the calendar tells the same end as the delivery itself, before it is confirmed and while it is sent', async () => {
  const world = await limited(23, { perMinute: 10, dailyCap: 10 })
  const start = { kind: 'at', day: '2026-01-05', time: '10:00', timeZone: 'UTC' } as const
  const id = await world.prepared({ timing: { quietHours: { kind: 'off' }, start } })
  const expectSameEnd = async (): Promise<void> => {
    const { entries } = await world.call('calendar.entries', { from: at(1, 0), until: at(20, 0) })
    const [entry] = entries.filter(each => each.kind === 'delivery')
    expect(entry?.endsAt).toBe((await planOf(world, id)).endsAt)
    expect(entry?.endsAt).toBeGreaterThanOrEqual(at(7, 0))
  }
  await expectSameEnd()
  await world.confirm(id)
  await expectSameEnd()
  await world.clock.advance(2 * 60 * minuteMs)
  expect(world.state(id)).toBe('sending')
  await expectSameEnd()
})
