import { describe, expect, it } from 'vitest'
import { campaignHandlers } from '../../../src/main/engine/campaigns/handlers.ts'
import {
  createWorkflowWorld,
  draw,
  everyDay,
  given,
  type WorkflowWorld,
} from '../../support/workflow-world.ts'

const hour = 3_600_000

const message = draw({ people: given.everyone, sms: given.sms }, ['people>sms'], { timeZone: 'UTC' })

/** A campaign of the second half of 2030, which is years away, with the workflow in it. */
async function putIntoCampaign(world: WorkflowWorld): Promise<void> {
  const campaigns = campaignHandlers(world.context)
  const dates = { from: '2030-07-01', until: '2030-12-31' }
  const { id: campaignId } = await campaigns['campaigns.save']({ name: 'Far away', ...dates })
  await campaigns['campaigns.assign']({ workflowIds: [world.id], campaignId })
}

async function made(world: WorkflowWorld) {
  const [delivery] = await world.call('deliveries.list', { withExecutions: true })
  return delivery ?? expect.fail('there is no delivery')
}

async function send(world: WorkflowWorld): Promise<void> {
  const { id, preparation } = await made(world)
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.pass(hour)
}

describe('an SMS in a workflow', () => {
  it('gets its people from what leads to it, and without that nothing can be started', async () => {
    const world = await createWorkflowWorld(draw({ people: given.everyone, sms: given.sms }))
    await expect(world.start()).rejects.toMatchObject({ code: 'workflow/not-ready' })
    expect(await world.call('deliveries.list', {})).toEqual([])
    await world.redraw(message)
    await world.start()
    expect((await made(world)).preparation).toMatchObject({ targeted: 3 })
  })

  it('gets the people of a file or of a rule alike: whom it is sent to is never its own business', async () => {
    const some = { kind: 'build-audience', settings: { source: 'audience', audienceId: 1 } } as const
    const world = await createWorkflowWorld(draw({ people: some, sms: given.sms }, ['people>sms']))
    await world.start()
    expect((await made(world)).preparation).toMatchObject({ targeted: 3 })
  })
})

describe('a delivery', () => {
  it('is listed with its workflow and its campaign, an execution with what it is an execution of', async () => {
    const recurring = { ...given.sms.settings, aggregation: 'month', confirmation: 'each' }
    const world = await createWorkflowWorld(
      draw(
        {
          at: { kind: 'scheduler', settings: { schedule: everyDay(['09:00']), timeZone: 'UTC' } },
          people: given.everyone,
          sms: { kind: 'sms-recurring', settings: recurring },
        },
        ['at>people', 'people>sms'],
      ),
    )
    await putIntoCampaign(world)
    await world.start()
    await world.pass(25 * hour)
    const parent = (await world.call('deliveries.list', {}))[0] ?? expect.fail('there is no series')
    expect(await made(world)).toMatchObject({
      workflow: { id: world.id, name: 'Test', activityId: 'sms' },
      campaign: { name: 'Far away' },
      execution: { parentId: parent.id, parentLabel: 'sms' },
    })
  })

  it('outlives its activity and its workflow: what was sent stays to be looked up', async () => {
    const world = await createWorkflowWorld(message)
    await world.start()
    await send(world)
    await world.redraw(draw({ people: given.everyone }))
    expect(await made(world)).toMatchObject({ state: 'finished', workflow: { id: world.id } })
    await world.call('workflows.remove', { id: world.id })
    const { id, state, workflow, counts } = await made(world)
    expect({ state, workflow, accepted: counts.accepted }).toEqual({
      state: 'finished',
      workflow: null,
      accepted: 3,
    })
    expect((await world.call('deliveries.messages', { id, limit: 10 })).total).toBe(3)
  })

  it('that nobody has confirmed is given up with its workflow', async () => {
    const world = await createWorkflowWorld(message)
    await world.start()
    const { id } = await made(world)
    await world.call('deliveries.stop', { id })
    await world.call('workflows.remove', { id: world.id })
    expect(await made(world)).toMatchObject({ state: 'stopped', workflow: null })
  })

  it('tells nobody who gets it what it is called or found by', async () => {
    const properties = { internalName: 'secret-1', description: 'Hush', tags: ['whisper'] }
    const sms = { ...given.sms, settings: { ...given.sms.settings, properties } }
    const world = await createWorkflowWorld(draw({ people: given.everyone, sms }, ['people>sms']))
    await world.start()
    expect((await made(world)).properties).toMatchObject(properties)
    await send(world)
    expect(new Set(world.line.sends.map(({ message: { text } }) => text))).toEqual(new Set(['Hi']))
  })

  it('is not held up by the dates of its campaign', async () => {
    const world = await createWorkflowWorld(message)
    await putIntoCampaign(world)
    await world.start()
    await send(world)
    expect((await made(world)).state).toBe('finished')
  })
})
