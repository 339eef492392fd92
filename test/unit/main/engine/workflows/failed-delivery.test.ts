import { describe, expect, it } from 'vitest'
import {
  createWorkflowWorld,
  draw,
  given,
  type GivenActivity,
  type WorkflowWorld,
} from '../../../../support/workflow-world.ts'

const hour = 3_600_000

const texting = (text: string, errorOutlet = false): GivenActivity => ({
  kind: 'sms',
  settings: { ...given.sms.settings, content: { text }, errorOutlet },
})
const chain = (sms: GivenActivity): ReturnType<typeof draw> =>
  draw({ people: given.everyone, wait: given.hour, sms }, ['people>wait', 'wait>sms'])

/** The text uses a field that is removed while the people wait. */
async function failed(
  document: ReturnType<typeof draw>,
): Promise<WorkflowWorld & { readonly runId: number }> {
  const world = await createWorkflowWorld(document)
  world.addField('nickname')
  const runId = await world.start()
  removeField(world)
  await world.pass(hour)
  return { ...world, runId }
}

function removeField({ context }: WorkflowWorld): void {
  context.workspace.sql.exec("DELETE FROM person_fields WHERE key = 'nickname'")
}

const stateOf = async ({ call }: WorkflowWorld): Promise<string> =>
  (await call('deliveries.get', { id: 1 })).state

describe('resuming where a delivery could not be prepared', () => {
  it('prepares it again', async () => {
    const world = await failed(chain(texting('Hi {{ nickname }}')))
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'failed', sms: 'failed' })
    world.addField('nickname')
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'finished', sms: 'finished' })
    expect(await stateOf(world)).toBe('ready')
  })

  it('prepares what the activity says since it was mended and published', async () => {
    const world = await failed(chain(texting('Hi {{ nickname }}')))
    await world.redraw(chain(texting('Hi')))
    await world.call('workflows.publish', { id: world.id })
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'finished', sms: 'finished' })
    expect((await world.call('deliveries.get', { id: 1 })).content.text).toBe('Hi')
  })

  it('keeps what was mended in the delivery itself', async () => {
    const world = await failed(chain(texting('Hi {{ nickname }}')))
    await world.call('deliveries.edit', { id: 1, content: { text: 'Hello' } })
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'finished', sms: 'finished' })
    expect((await world.call('deliveries.get', { id: 1 })).content.text).toBe('Hello')
  })

  it('fails again where nothing was mended', async () => {
    const world = await failed(chain(texting('Hi {{ nickname }}')))
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'failed', sms: 'failed' })
  })
})

describe('an outlet for errors of an SMS', () => {
  const rerouting = draw(
    {
      people: given.everyone,
      wait: given.hour,
      sms: texting('Hi {{ nickname }}', true),
      other: texting('Hi'),
    },
    ['people>wait', 'wait>sms', 'sms.error>other'],
  )

  it('lets everyone who came in leave by it, and the delivery is over: nobody is texted twice', async () => {
    const world = await failed(rerouting)
    expect(await world.tasks(world.runId)).toMatchObject({
      run: 'finished',
      sms: 'finished',
      other: 'finished',
    })
    expect(await world.counts(world.runId)).toMatchObject({ 'sms:error:other': 3 })
    expect(await stateOf(world)).toBe('stopped')
    expect(await world.logged('activity-rerouted')).toHaveLength(1)
    const second = await world.call('deliveries.get', { id: 2 })
    expect(second).toMatchObject({ state: 'ready' })
  })

  it('lets nobody leave by it where the delivery could be prepared', async () => {
    const world = await createWorkflowWorld(rerouting)
    world.addField('nickname')
    const runId = await world.start()
    await world.pass(hour)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', sms: 'finished', other: 'skipped' })
    expect(await stateOf(world)).toBe('ready')
  })
})
