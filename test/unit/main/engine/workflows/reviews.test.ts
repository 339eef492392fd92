import { describe, expect, it } from 'vitest'
import { readAudience } from '../../../../../src/main/engine/audiences/read-audiences.ts'
import { createWorkflowWorld, draw, given, type WorkflowWorld } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const signalled = draw({ signal: { kind: 'external-signal' }, people: given.everyone, sms: given.sms }, [
  'signal>people',
  'people>sms',
])

async function signal(world: WorkflowWorld): Promise<void> {
  await world.call('workflows.signal', { workflowId: world.id, activityId: 'signal' })
  await world.rest()
  await world.preparations.whenIdle()
}

describe('what waits for review in a workflow', () => {
  it('is told of all its runs, the newest first, until somebody stops or sends it', async () => {
    const world = await createWorkflowWorld(signalled)
    await world.start()
    expect(await world.call('workflows.reviews', { id: world.id })).toEqual({
      deliveries: 0,
      messages: 0,
      newest: [],
    })
    await signal(world)
    await world.pass(hour)
    await signal(world)
    const found = await world.call('workflows.reviews', { id: world.id })
    expect(found).toMatchObject({ deliveries: 2, messages: 6 })
    const [newer, older] = found.newest
    expect(newer).toMatchObject({ label: 'sms', messages: 3 })
    expect(newer?.createdAt).toBeGreaterThan(older?.createdAt ?? Infinity)
    await world.call('deliveries.stop', { id: newer?.deliveryId ?? 0 })
    expect(await world.call('workflows.reviews', { id: world.id })).toMatchObject({
      deliveries: 1,
      newest: [{ deliveryId: older?.deliveryId }],
    })
  })
})

describe('stopping a workflow', () => {
  it('gives up what nobody has confirmed, also of runs that were over, and leaves alone what is confirmed', async () => {
    const world = await createWorkflowWorld(signalled)
    await world.start()
    await signal(world)
    const { preparation } = await world.call('deliveries.get', { id: 1 })
    await world.call('deliveries.confirm', { id: 1, digest: preparation?.digest ?? '', typedCount: 3 })
    await signal(world)
    await signal(world)
    await world.call('deliveries.edit', { id: 3, content: { text: 'Hello' } })
    expect([1, 2, 3].map(world.deliveryState)).toEqual(['finished', 'ready', 'draft'])
    await world.call('workflows.stop', { id: world.id })
    await world.rest()
    await world.preparations.whenIdle()
    expect([1, 2, 3].map(world.deliveryState)).toEqual(['finished', 'stopped', 'stopped'])
    expect(world.messages(2).every(({ state }) => state === 'cancelled')).toBe(true)
    expect(await world.call('workflows.reviews', { id: world.id })).toMatchObject({ deliveries: 0 })
  })

  it('because an activity failed gives up what another branch has prepared', async () => {
    const fragile = { ...given.fragile, errorPolicy: 'abort' as const }
    const world = await createWorkflowWorld(
      draw({ people: given.everyone, sms: given.sms, wait: given.hour, late: fragile, other: given.sms }, [
        'people>sms',
        'people>wait',
        'wait>late',
        'late>other',
      ]),
    )
    await world.start()
    expect(world.deliveryState(1)).toBe('ready')
    world.breakAudience()
    await world.pass(2 * hour)
    expect((await world.workflow()).state).toBe('failed')
    expect(world.deliveryState(1)).toBe('stopped')
  })
})

describe('where an audience is used', () => {
  const reads = draw({ daily: given.daily, people: given.fragile, wait: given.hour }, [
    'daily>people',
    'people>wait',
  ])
  const other = draw({ daily: given.daily, people: given.everyone, wait: given.hour }, [
    'daily>people',
    'people>wait',
  ])
  const usersOf = ({ context }: WorkflowWorld) =>
    readAudience(context.workspace.sql, 1).usedBy.map(({ name }) => name)

  it('counts what is executed, also where the drawing says something else by now', async () => {
    const world = await createWorkflowWorld(reads)
    await world.start()
    await world.redraw(other)
    expect(usersOf(world)).toEqual(['Test'])
    await world.call('workflows.executeNow', { id: world.id, activityId: 'daily' })
    await world.rest()
    await world.call('workflows.publish', { id: world.id })
    expect(usersOf(world)).toEqual(['Test'])
    await world.pass(2 * hour)
    expect(usersOf(world)).toEqual([])
  })

  it('is forgotten with the version of a workflow that was stopped', async () => {
    const world = await createWorkflowWorld(reads)
    await world.start()
    await world.redraw(other)
    await world.call('workflows.stop', { id: world.id })
    expect(usersOf(world)).toEqual([])
  })
})
