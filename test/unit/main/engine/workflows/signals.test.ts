import { describe, expect, it } from 'vitest'
import { createWorkflowWorld, draw, given, type WorkflowWorld } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const signal = {
  kind: 'external-signal',
  settings: { parameters: [{ name: 'city', type: 'text', isRequired: false }] },
} as const
const listening = draw({ signal, wait: given.hour, people: given.everyone }, ['signal>wait', 'wait>people'], {
  variables: [{ name: 'city', value: 'Lille' }],
})

describe('an External signal', () => {
  it('begins a run with what it brings, as often as it comes', async () => {
    const world = await createWorkflowWorld(listening)
    await world.start()
    const sent = { workflowId: world.id, activityId: 'signal' }
    const { runId } = await world.call('workflows.signal', { ...sent, parameters: { city: 'Umeå' } })
    await world.rest()
    expect(await world.run(runId)).toMatchObject({ state: 'running', variables: { city: 'Umeå' } })
    await world.pass(2 * hour)
    const other = await world.call('workflows.signal', sent)
    await world.pass(2 * hour)
    expect(await world.run(other.runId)).toMatchObject({ state: 'finished', variables: { city: 'Lille' } })
    expect((await world.workflow()).state).toBe('started')
  })

  it('is refused unless the workflow is started, and with what is not declared', async () => {
    const world = await createWorkflowWorld(listening)
    const sent = { workflowId: world.id, activityId: 'signal' }
    await expect(world.call('workflows.signal', sent)).rejects.toThrow('workflow/not-started')
    await world.start()
    await expect(world.call('workflows.signal', { ...sent, parameters: { town: 'Gent' } })).rejects.toThrow(
      'workflow/signal-parameter-unknown',
    )
    await expect(world.call('workflows.signal', { ...sent, activityId: 'people' })).rejects.toThrow(
      'workflow/no-signal',
    )
    await world.call('workflows.pause', { id: world.id })
    await expect(world.call('workflows.signal', sent)).rejects.toThrow('workflow/not-started')
  })

  it('waits behind a run that is under way, although overlaps are skipped', async () => {
    const asking = draw(
      { signal, ask: { kind: 'approval', settings: { question: 'Go?' } } },
      ['signal>ask'],
      { overlap: 'skip' },
    )
    const world = await createWorkflowWorld(asking)
    await world.start()
    for (let times = 0; times < 3; times += 1) {
      await world.call('workflows.signal', { workflowId: world.id, activityId: 'signal' })
      await world.rest()
    }
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['running', 'queued', 'queued'])
  })
})

describe('an End that fires a signal', () => {
  it('begins a run of the other workflow in the transaction that ends it', async () => {
    const world = await createWorkflowWorld(listening)
    await world.start()
    const ending = draw(
      {
        people: given.everyone,
        end: {
          kind: 'end',
          settings: {
            signal: {
              workflowId: world.id,
              parameters: [{ name: 'city', value: { from: 'value', value: 'Breda' } }],
            },
          },
        },
      },
      ['people>end'],
    )
    const other = await world.call('workflows.create', { name: 'Other', document: ending })
    await world.call('workflows.start', { id: other.id })
    await world.rest()
    expect(await world.allRuns()).toMatchObject([{ entryId: 'signal', state: 'running' }])

    await world.call('workflows.stop', { id: world.id })
    const { runId } = await world.call('workflows.start', { id: other.id })
    await world.rest()
    expect((await world.run(runId ?? 0)).state).toBe('finished')
    const { rows } = await world.call('workflows.logs', { id: other.id, activityId: 'end' })
    expect(rows.find(({ code }) => code === 'signal-refused')).toMatchObject({
      level: 'warning',
      data: { code: 'workflow/not-started' },
    })
  })
})

describe('a signal that would come back', () => {
  const sending = (workflowId: number, from: 'external-signal' | 'start') =>
    draw(
      { from: { kind: from }, end: { kind: 'end', settings: { signal: { workflowId, parameters: [] } } } },
      ['from>end'],
    )
  const circles = async (world: WorkflowWorld, id: number): Promise<unknown[]> => {
    const issues = await world.call('workflows.check', { id })
    return issues.filter(({ code }) => code === 'signal-circle')
  }

  it('is an error: to the workflow itself, and through others', async () => {
    const world = await createWorkflowWorld(draw({ signal: { kind: 'external-signal' } }))
    await world.redraw(sending(world.id, 'external-signal'))
    expect(await circles(world, world.id)).toMatchObject([{ activityId: 'end', data: { name: 'Test' } }])
    await expect(world.start()).rejects.toMatchObject({ code: 'workflow/not-ready' })

    const other = await world.call('workflows.create', {
      name: 'Other',
      document: sending(world.id, 'external-signal'),
    })
    await world.redraw(sending(other.id, 'external-signal'))
    expect(await circles(world, world.id)).toMatchObject([{ data: { name: 'Other' } }])
  })

  it('is none where it is not what begins it, or where the other workflow sends none', async () => {
    const world = await createWorkflowWorld(draw({ signal: { kind: 'external-signal' } }))
    const other = await world.call('workflows.create', {
      name: 'Other',
      document: draw({ signal: { kind: 'external-signal' } }),
    })
    await world.redraw(sending(other.id, 'external-signal'))
    expect(await circles(world, world.id)).toEqual([])
    await world.redraw(sending(world.id, 'start'))
    expect(await circles(world, world.id)).toEqual([])
  })
})
