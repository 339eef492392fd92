import { expect, test } from 'vitest'
import {
  createCampaignWorld,
  type CampaignWorld,
  type DraftOptions,
} from '../../../../support/campaign-world.ts'
import { draw, everyDay } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

/** Confirmed for a time from now, to those people. */
async function schedule(
  world: CampaignWorld,
  inMs: number,
  people?: readonly number[],
  settings: DraftOptions = {},
): Promise<number> {
  const id = world.addDraft('Hi', { ...settings, ...(people && { people }) })
  await world.prepare(id)
  world.context.workspace.sql
    .prepare("UPDATE deliveries SET state = 'scheduled', starts_at = ?, confirmed_at = 1 WHERE id = ?")
    .run(world.clock.now() + inMs, id)
  return id
}

async function worldWithPeople(): Promise<CampaignWorld & { people: number[] }> {
  const world = createCampaignWorld()
  await world.addLine()
  const people = world.addPeople(
    Array.from({ length: 4 }, (_, index) => ({ phone: `+4477009001${index + 10}` })),
  )
  return { ...world, people }
}

test('What is scheduled is told in order of time, with what wants the same line at once', async () => {
  const world = await worldWithPeople()
  const later = await schedule(world, 5 * day)
  const one = await schedule(world, 2 * day)
  const other = await schedule(world, 2 * day)
  const from = world.clock.now()
  const { entries, collisions, isCut } = await world.call('calendar.entries', { from, until: from + 7 * day })
  expect(entries.map(entry => entry.kind === 'delivery' && entry.id)).toEqual([one, other, later])
  expect(collisions).toEqual([{ ids: [one, other], line: 'Line 1', at: from + 2 * day }])
  expect(isCut).toBe(false)
  const next = await world.call('calendar.entries', { from: from + 6 * day, until: from + 7 * day })
  expect(next.entries).toEqual([])
})

test('Deliveries collide over any of the lines that they share, and every line of them is told', async () => {
  const world = await worldWithPeople()
  const second = await world.addLine()
  const third = await world.addLine()
  const shared = await schedule(world, day, undefined, { pool: { kind: 'these', lineIds: [1, second] } })
  const single = await schedule(world, day, undefined, { lineId: second })
  await schedule(world, day, undefined, { lineId: third })
  const from = world.clock.now()
  const { entries, collisions } = await world.call('calendar.entries', { from, until: from + 2 * day })
  expect(collisions).toEqual([{ ids: [shared, single], line: 'Line 2', at: from + day }])
  const lines = entries.map(entry => (entry.kind === 'delivery' ? entry.lines.map(({ name }) => name) : []))
  expect(lines).toEqual([['Line 1', 'Line 2'], ['Line 2'], ['Line 3']])
})

test('Deliveries of one day to some of the same numbers are named, with how many get both', async () => {
  const world = await worldWithPeople()
  const [a = 0, b = 0, c = 0, d = 0] = world.people
  const one = await schedule(world, day, [a, b, c])
  const other = await schedule(world, day + 3 * hour, [b, c, d])
  await schedule(world, 4 * day, [a, b])
  const from = world.clock.now()
  const overlaps = await world.call('calendar.overlaps', { from, until: from + 7 * day })
  expect(overlaps).toEqual([{ ids: [one, other], people: 2 }])
})

test('The next firings of schedules stand in the calendar while their workflow is started', async () => {
  const world = await worldWithPeople()
  const schedule = everyDay(['10:00'])
  const document = draw(
    { at: { kind: 'scheduler', settings: { schedule, timeZone: null } }, end: { kind: 'end' } },
    ['at>end'],
  )
  const { id } = await world.call('workflows.create', { name: 'Reminders', document })
  await world.call('workflows.start', { id })
  const from = world.clock.now()
  const { entries } = await world.call('calendar.entries', { from, until: from + 3 * day })
  expect(entries.map(({ kind }) => kind)).toEqual(['firing', 'firing', 'firing'])
  expect(entries[0]).toMatchObject({ workflow: { id, name: 'Reminders' }, activityId: 'at' })
  await world.call('workflows.stop', { id })
  expect((await world.call('calendar.entries', { from, until: from + 3 * day })).entries).toEqual([])
})

/** A draft that is to start on a day of the clocks of Paris, prepared. */
async function plan(
  world: CampaignWorld,
  start: { readonly day: string; readonly time: string },
): Promise<number> {
  const timing = { start: { kind: 'at' as const, ...start, timeZone: 'Europe/Paris' } }
  const id = world.addDraft('Hi', { timing })
  await world.prepare(id)
  return id
}

const dayOfWorld = (world: CampaignWorld, days: number): string =>
  new Date(world.clock.now() + days * day).toISOString().slice(0, 10)

test('What has a time and was not confirmed stands in the calendar too, and collides', async () => {
  const world = await worldWithPeople()
  const start = { day: dayOfWorld(world, 3), time: '12:00' }
  const ids = [await plan(world, start), await plan(world, start)]
  const from = world.clock.now()
  const { entries, collisions } = await world.call('calendar.entries', { from, until: from + 7 * day })
  expect(entries).toMatchObject(ids.map(id => ({ kind: 'delivery', id, state: 'ready' })))
  expect(collisions).toMatchObject([{ ids }])
  expect((await world.call('calendar.entries', { from, until: from + day })).entries).toEqual([])
})

test('A delivery that is moved to another time is prepared again and waits for a new confirmation', async () => {
  const world = await worldWithPeople()
  const id = await plan(world, { day: dayOfWorld(world, 3), time: '12:00' })
  const { preparation } = await world.call('deliveries.get', { id })
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  expect((await world.call('deliveries.get', { id })).state).toBe('scheduled')

  const wanted = { day: dayOfWorld(world, 5), time: '09:30' }
  await world.call('deliveries.reschedule', { id, ...wanted })
  await world.preparations.whenSettled(id)
  const moved = await world.call('deliveries.get', { id })
  expect(moved).toMatchObject({ state: 'ready', confirmedAt: null, startsAt: null })
  expect(moved.settings.timing?.start).toEqual({ kind: 'at', ...wanted, timeZone: 'Europe/Paris' })
  expect(moved.preparation?.digest).not.toBe(preparation?.digest)
  const confirm = world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await expect(confirm).rejects.toMatchObject({ code: 'delivery/prepared-again' })
})

test('A delivery is moved neither into the past nor once it has begun', async () => {
  const world = await worldWithPeople()
  const id = await plan(world, { day: dayOfWorld(world, 3), time: '12:00' })
  const past = { id, day: dayOfWorld(world, -1), time: '12:00' }
  await expect(world.call('deliveries.reschedule', past)).rejects.toMatchObject({
    code: 'delivery/time-past',
  })
  world.setDeliveryState(id, 'sending')
  const later = { id, day: dayOfWorld(world, 4), time: '12:00' }
  await expect(world.call('deliveries.reschedule', later)).rejects.toMatchObject({
    code: 'delivery/cannot-edit',
  })
})

test('A delivery that reaches each person on a date of theirs has no time to move, and keeps its dates', async () => {
  const world = await worldWithPeople()
  const own = { kind: 'person', field: 'birthday', past: 'send', timeZone: null } as const
  const start = { ...own, moment: { by: 'day' as const, days: 0, time: '09:00', isYearly: true } }
  const id = world.addDraft('Hi', { timing: { start } })
  const move = world.call('deliveries.reschedule', { id, day: dayOfWorld(world, 4), time: '12:00' })
  await expect(move).rejects.toMatchObject({ code: 'delivery/own-dates' })
  expect((await world.call('deliveries.get', { id })).settings.timing?.start).toEqual(start)
})
