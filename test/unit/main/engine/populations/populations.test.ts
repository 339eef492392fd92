import { expect, test } from 'vitest'
import { populationHandlers } from '../../../../../src/main/engine/populations/handlers.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'
import { carryColumns } from '../../../../support/carry-columns.ts'

function worldWithColumns() {
  const world = createCampaignWorld()
  world.addPeople([
    { id: 1, phone: '+447700900001', firstName: 'Ann' },
    { id: 2, phone: '+447700900002', firstName: 'Bert' },
  ])
  const delivery = world.addDraft('Hi')
  carryColumns(world, delivery, { 1: { appointment_at: '14:30', note: '' } })
  return { world, calls: populationHandlers(world.context) }
}

test('A population tells how many it holds and what they carry', async () => {
  const { calls } = worldWithColumns()
  expect(await calls['populations.get']({ id: 1 })).toEqual({
    count: 2,
    columns: [
      { name: 'appointment_at', label: 'appointment_at', type: 'text' },
      { name: 'note', label: 'note', type: 'text' },
    ],
  })
  expect(() => calls['populations.get']({ id: 9 })).toThrow('population/not-found')
})

test('Values are given for those who have any, without the empty ones', async () => {
  const { calls } = worldWithColumns()
  const values = await calls['populations.values']({ id: 1, personIds: [1, 2, 9] })
  expect(values).toEqual({ 1: { appointment_at: '14:30' } })
})

test('A preview shows what people carry, and tells which columns only come with a run', async () => {
  const { world } = worldWithColumns()
  const soon = { name: 'doctor', label: 'Doctor', type: 'text' } as const
  const text = '{{ first_name }}, {{ appointment_at }} with {{ doctor }}'
  const carried = await world.call('content.preview', {
    text,
    source: { populationId: 1 },
    columns: [soon],
  })
  expect([carried.rendered?.text, carried.standIns]).toEqual(['Ann, 14:30 with Doctor', ['doctor']])
  const lacking = await world.call('content.preview', {
    text,
    source: { populationId: 1 },
    index: 1,
    columns: [soon],
  })
  expect(lacking.rendered?.missing).toEqual(['appointment_at'])
})

test('A template may name the columns that people will bring along', async () => {
  const { world } = worldWithColumns()
  const text = 'See {{ doctor }}'
  const { faults } = await world.call('content.check', { text })
  expect(faults.map(({ code }) => code)).toEqual(['unknown-field'])
  const columns = [{ name: 'doctor', label: 'Doctor', type: 'text' } as const]
  expect((await world.call('content.check', { text, columns })).faults).toEqual([])
})
