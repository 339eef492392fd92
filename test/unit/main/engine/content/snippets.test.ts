import { expect, test } from 'vitest'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

test('A snippet gets a key from its name, and keeps it when it is renamed', async () => {
  const world = createCampaignWorld()
  const made = await world.call('snippets.save', { name: 'Our hours', text: 'Open 9–5' })
  expect(made).toMatchObject({ key: 'our_hours', name: 'Our hours', uses: [] })
  const again = await world.call('snippets.save', { name: 'Our hours', text: 'Other' })
  expect(again.key).toBe('our_hours_2')
  await world.call('snippets.save', { key: 'our_hours', name: 'Opening hours', text: 'Open 8–4' })
  const listed = await world.call('snippets.list', {})
  expect(listed.map(({ key, name, text }) => [key, name, text])).toEqual([
    ['our_hours', 'Opening hours', 'Open 8–4'],
    ['our_hours_2', 'Our hours', 'Other'],
  ])
})

test('It says which deliveries name it, and not those that name a longer one', async () => {
  const world = createCampaignWorld()
  world.addSnippet('hours', 'Open')
  world.addSnippet('hours_late', 'Late')
  const id = world.addDraft('See {% snippet "hours" %}')
  const listed = await world.call('snippets.list', {})
  expect(listed.map(({ key, uses }) => [key, uses])).toEqual([
    ['hours', [{ kind: 'delivery', id, name: 'Test' }]],
    ['hours_late', []],
  ])
})

test('One that is removed is a fault where it was', async () => {
  const world = createCampaignWorld()
  world.addSnippet('hours', 'Open')
  await world.call('snippets.remove', { key: 'hours' })
  expect(await world.call('snippets.list', {})).toEqual([])
  const { faults } = await world.call('content.check', { text: '{% snippet hours %}', kind: 'message' })
  expect(faults).toMatchObject([{ code: 'unknown-snippet', detail: 'hours' }])
})

test('One that is gone cannot be changed', async () => {
  const world = createCampaignWorld()
  const change = world.call('snippets.save', { key: 'gone', name: 'Gone', text: 'x' })
  await expect(change).rejects.toMatchObject({ code: 'snippet/not-found' })
})

test('A value, unlike a message, can hold no snippet', async () => {
  const world = createCampaignWorld()
  world.addSnippet('hours', 'Open')
  const check = async (kind: 'message' | 'value') =>
    (await world.call('content.check', { text: '{% snippet hours %}', kind })).faults.map(({ code }) => code)
  expect(await check('message')).toEqual([])
  expect(await check('value')).toEqual(['unknown-tag'])
})
