import { expect, test } from 'vitest'
import { lotOf } from '../../../../../src/main/engine/preparation/lot-of.ts'
import type { ControlGroup, WhoSettings } from '../../../../../src/shared/delivery/who-settings.ts'
import { createCampaignWorld, type CampaignWorld } from '../../../../support/campaign-world.ts'

const half: ControlGroup = { pick: 'random', size: { of: 'percent', percent: 50 } }

/** So many numbers, and behind them the same numbers once more. */
async function worldWithTwins(numbers: number): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine()
  const phones = Array.from({ length: numbers }, (_, index) => `+4477${10_000_000 + index}`)
  world.addPeople([...phones, ...phones].map((phone, index) => ({ id: index + 1, phone })))
  return world
}

function peopleLeftOut({ context }: CampaignWorld, deliveryId: number, cause: string): number[] {
  return context.workspace.sql
    .prepare(
      'SELECT person_id FROM exclusions WHERE delivery_id = ? AND cause = ? AND position = 0 ORDER BY person_id',
    )
    .pluck()
    .all(deliveryId, cause) as number[]
}

function lowestLots(deliveryId: number, { of, size }: { of: number; size: number }): number[] {
  const byLot = Array.from({ length: of }, (_, index) => index + 1).toSorted(
    (one, other) => lotOf(deliveryId, one) - lotOf(deliveryId, other),
  )
  return byLot.slice(0, size).toSorted((one, other) => one - other)
}

test.each<[string, ControlGroup]>([
  ['share', half],
  ['count', { pick: 'random', size: { of: 'count', count: 3000 } }],
])(
  'A large control group by lot, given as a %s, has its size to the person and those with the lowest lots',
  async (_, controlGroup) => {
    const world = await worldWithTwins(6000)
    const id = world.addDraft('Hi', { who: { controlGroup } })
    const { preparation } = await world.prepare(id)
    expect(preparation?.excluded).toEqual([
      { cause: 'duplicate-number', count: 6000 },
      { cause: 'control-group', count: 3000 },
    ])
    expect(peopleLeftOut(world, id, 'control-group')).toEqual(lowestLots(id, { of: 6000, size: 3000 }))
  },
)

test('Nobody else is texted at the number of somebody in the control group', async () => {
  const world = await worldWithTwins(4000)
  const id = world.addDraft('Hi', { who: { controlGroup: half } })
  await world.prepare(id)
  const group = new Set(peopleLeftOut(world, id, 'control-group'))
  const texted = world.context.workspace.sql
    .prepare('SELECT person_id FROM messages WHERE delivery_id = ? ORDER BY person_id')
    .pluck()
    .all(id)
  const rest = Array.from({ length: 4000 }, (_, index) => index + 1).filter(person => !group.has(person))
  expect(texted).toEqual(rest)
  const twin = 4000 + ([...group].at(-1) ?? 0)
  const causeOf = world.context.workspace.sql.prepare(
    'SELECT cause, detail FROM exclusions WHERE delivery_id = ? AND person_id = ?',
  )
  expect(causeOf.all(id, twin)).toEqual([{ cause: 'duplicate-number', detail: String(twin - 4000) }])
})

test('A preparation that was cut off knows whose numbers are in the control group already', async () => {
  const world = await worldWithTwins(6000)
  const who: WhoSettings = { controlGroup: half }
  const id = world.addDraft('Hi', { who })
  const { preparation: whole } = await world.prepare(id)
  world.preparations.start(id)
  const begun = world.context.workspace.sql
    .prepare("SELECT 1 FROM exclusions WHERE delivery_id = ? AND cause = 'control-group'")
    .pluck()
  const checkpoint = world.context.workspace.sql.prepare('SELECT 1 FROM preparation_checkpoints').pluck()
  while (!checkpoint.get() || !begun.get(id)) await new Promise(resolve => setImmediate(resolve))
  await world.stop()
  const next = createCampaignWorld(world.path)
  expect(peopleLeftOut(next, id, 'control-group').length).toBeLessThan(3000)
  next.preparations.recover()
  await next.preparations.whenSettled(id)
  const { preparation } = await next.call('deliveries.get', { id })
  expect(preparation?.digest).toBe(whole?.digest)
  expect(preparation?.excluded).toEqual(whole?.excluded)
})
