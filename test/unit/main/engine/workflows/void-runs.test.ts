import { describe, expect, it } from 'vitest'
import { byDate, createDueWorld } from '../../../../support/due-world.ts'
import { draw, given, type WorkflowWorld } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

/** Each person passes once; the first of them goes on by herself after an hour. */
const once = draw({ people: given.everyone, wait: byDate, sms: given.sms }, ['people>wait', 'wait>sms'], {
  qualification: { rule: 'once' },
  historyDays: 1,
})

async function stopAfterFirst(): Promise<WorkflowWorld> {
  const world = await createDueWorld(once)
  await world.start()
  await world.pass(hour + 60_000)
  return world
}

async function entering(world: WorkflowWorld): Promise<number | undefined> {
  const runId = await world.start({ discardWaiting: true })
  return (await world.counts(runId))['people:result:wait']
}

describe('a run that was stopped while people had gone on by themselves', () => {
  it('does not count where nobody has been texted', async () => {
    const world = await stopAfterFirst()
    await world.call('workflows.stop', { id: world.id })
    expect(await entering(world)).toBe(3)
  })

  it('counts where one of them has been, also when its history is removed', async () => {
    const world = await stopAfterFirst()
    const { preparation } = await world.call('deliveries.get', { id: 1 })
    await world.call('deliveries.confirm', { id: 1, digest: preparation?.digest ?? '' })
    await world.call('workflows.stop', { id: world.id })
    expect(await entering(world)).toBe(0)

    await world.call('workflows.stop', { id: world.id }).catch(() => undefined)
    await world.clock.advance(3 * day)
    const later = await world.reopen()
    expect(await entering(later)).toBe(0)
    expect(await later.allRuns()).toHaveLength(1)
  })
})
