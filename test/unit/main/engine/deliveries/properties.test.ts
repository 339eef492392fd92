import { describe, expect, it } from 'vitest'
import { campaignHandlers } from '../../../../../src/main/engine/campaigns/handlers.ts'
import { drawGroupMessage, newGroupMessage } from '../../../../../src/shared/workflow/group-message.ts'
import { createCampaignWorld } from '../../../../support/campaign-world.ts'

/** A message to everybody that has been prepared. */
async function preparedMessage() {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople([{ phone: '+447700900001' }])
  const message = {
    ...newGroupMessage,
    content: { text: 'Hi' },
    properties: { tags: ['spring'], internalName: 'spring-1' },
  }
  const document = drawGroupMessage(message, { people: 'People', message: 'Spring' })
  const workflow = await world.call('workflows.create', { name: 'Spring', document })
  const start = async () => {
    await world.call('workflows.start', { id: workflow.id, discardWaiting: true })
    await world.runs.whenIdle()
    await world.preparations.whenIdle()
    await world.runs.whenIdle()
    const [last] = await world.call('deliveries.list', { workflowId: workflow.id })
    if (!last) throw new Error('a start makes a delivery')
    return last
  }
  const label = async () => {
    const { document: drawn } = await world.call('workflows.get', { id: workflow.id })
    return drawn.activities[1]?.label
  }
  return { world, workflow, made: await start(), start, label, campaigns: campaignHandlers(world.context) }
}

async function addCampaign({ campaigns }: Awaited<ReturnType<typeof preparedMessage>>, name: string) {
  const { id } = await campaigns['campaigns.save']({ name, from: null, until: null })
  return id
}

describe('what a delivery is found by', () => {
  it('comes from its activity, and changes without a new preparation', async () => {
    const { world, made } = await preparedMessage()
    expect(made).toMatchObject({
      label: 'Spring',
      state: 'ready',
      properties: { tags: ['spring'], internalName: 'spring-1' },
    })
    const properties = { description: 'For members' }
    const after = await world.call('deliveries.describe', { id: made.id, label: 'Summer', properties })
    expect(after).toMatchObject({ label: 'Summer', state: 'ready', properties })
    expect(after.preparation?.digest).toBe(made.preparation?.digest)
  })

  it('can be changed of a delivery that is over', async () => {
    const { world, made } = await preparedMessage()
    await world.call('deliveries.stop', { id: made.id })
    await world.call('deliveries.describe', { id: made.id, label: 'Never sent' })
    expect(await world.call('deliveries.get', { id: made.id })).toMatchObject({
      label: 'Never sent',
      state: 'stopped',
    })
  })

  it('is said by the activity as well, and needs no publishing', async () => {
    const { world, workflow, made, label } = await preparedMessage()
    await world.call('deliveries.describe', { id: made.id, label: 'Summer', properties: {} })
    expect(await label()).toBe('Summer')
    const { version, revision } = await world.call('workflows.get', { id: workflow.id })
    expect(version?.isCurrent).toBe(true)
    expect(revision).toBe(workflow.revision + 1)
  })

  it('follows the activity until the delivery is confirmed or over', async () => {
    const { world, workflow, made } = await preparedMessage()
    const { document, revision } = await world.call('workflows.get', { id: workflow.id })
    const rename = (name: string) => ({
      ...document,
      activities: document.activities.map(each => (each.kind === 'sms' ? { ...each, label: name } : each)),
    })
    const saved = await world.call('workflows.save', {
      id: workflow.id,
      document: rename('Summer'),
      revision,
    })
    expect((await world.call('deliveries.get', { id: made.id })).label).toBe('Summer')
    expect((await world.call('workflows.get', { id: workflow.id })).version?.isCurrent).toBe(true)
    await world.call('deliveries.stop', { id: made.id })
    await world.call('workflows.save', { id: workflow.id, document: rename('Autumn'), ...saved })
    expect((await world.call('deliveries.get', { id: made.id })).label).toBe('Summer')
  })

  it('leaves the activity alone where that has made another delivery since', async () => {
    const { world, made, start, label } = await preparedMessage()
    await start()
    await world.call('deliveries.describe', { id: made.id, label: 'Old' })
    expect(await label()).toBe('Spring')
  })
})

describe('the campaign of a delivery', () => {
  it('is that of its workflow until it has one of its own, also none', async () => {
    const found = await preparedMessage()
    const { world, workflow, made, campaigns } = found
    const [spring, other] = [await addCampaign(found, 'Spring'), await addCampaign(found, 'Other')]
    const campaignName = async () =>
      (await world.call('deliveries.get', { id: made.id })).campaign?.name ?? null
    await campaigns['campaigns.assign']({ workflowIds: [workflow.id], campaignId: spring })
    expect(await campaignName()).toBe('Spring')
    await world.call('deliveries.describe', { id: made.id, properties: { campaignId: other } })
    expect(await campaignName()).toBe('Other')
    await world.call('deliveries.describe', { id: made.id, properties: { campaignId: null } })
    expect(await campaignName()).toBeNull()
  })

  it('stays when the workflow is removed, and is none when it is removed itself', async () => {
    const found = await preparedMessage()
    const { world, workflow, made, campaigns } = found
    const spring = await addCampaign(found, 'Spring')
    await campaigns['campaigns.assign']({ workflowIds: [workflow.id], campaignId: spring })
    await world.call('deliveries.stop', { id: made.id })
    await world.call('workflows.remove', { id: workflow.id })
    expect((await world.call('deliveries.get', { id: made.id })).campaign?.name).toBe('Spring')
    await campaigns['campaigns.remove']({ id: spring })
    expect((await world.call('deliveries.get', { id: made.id })).campaign).toBeNull()
  })
})
