import { expect, test } from 'vitest'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'
import { draw, everyDay } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

/** Confirmed for a time from now, to those people. */
async function schedule(world: CampaignWorld, inMs: number, people?: readonly number[]): Promise<number> {
  const id = world.addDraft('Hi', people ? { people } : {})
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
