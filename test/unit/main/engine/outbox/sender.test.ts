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
