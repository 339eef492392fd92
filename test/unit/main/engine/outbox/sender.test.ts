import { expect, test } from 'vitest'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

async function sendFrom(): Promise<(string | undefined)[]> {
  const world = createCampaignWorld()
  await world.addLine({})
  world.addPeople([{ phone: '+447700900001' }])
  const id = world.addDraft({ text: 'Hi', sender: 'Campanile' })
  const { preparation } = await world.prepare(id)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.clock.advance(5000)
  return world.line.sends.map(({ message }) => message.sender)
}

test('A message leaves under the name of its content on a line that can send under one', async () => {
  expect(await sendFrom()).toEqual(['Campanile'])
})

test('A sender with fields is each person’s own; one that comes out empty is that of the line, and one that is no name keeps the person out', async () => {
  const world = createCampaignWorld()
  await world.addLine({ sender: 'Line' })
  world.addPeople([
    { phone: '+447700900001', firstName: 'Ann' },
    { phone: '+447700900002' },
    { phone: '+447700900003', firstName: 'Zoë' },
    { phone: '+447700900004', firstName: '12345' },
    { phone: '+447700900005', firstName: '+447700900999' },
  ])
  const id = world.addDraft({ text: 'Hi', sender: '{% if first_name %}{{ first_name }}{% endif %}' })
  const { preparation } = await world.prepare(id)
  expect(preparation).toMatchObject({ toDeliver: 3, excluded: [{ cause: 'invalid-sender', count: 2 }] })
  const { rows } = await world.call('deliveries.exclusions', { id, offset: 0, limit: 10 })
  expect(rows.map(({ causes }) => causes)).toEqual([
    [{ cause: 'invalid-sender', detail: 'Zoë' }],
    [{ cause: 'invalid-sender', detail: '12345' }],
  ])
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.clock.advance(5000)
  expect(world.line.sends.map(({ message }) => message.sender)).toEqual(['Ann', 'Line', '+447700900999'])
})

test('A fault in the sender is told as one of the sender, and nothing is prepared with it', async () => {
  const world = createCampaignWorld()
  await world.addLine({})
  const content = { text: 'Hi', sender: '{{ shop }}' }
  const { faults } = await world.call('content.check', { ...content, kind: 'message' })
  expect(faults).toMatchObject([{ code: 'unknown-field', detail: 'shop', of: 'sender' }])
})
