import { describe, expect, it } from 'vitest'
import { createWorkflowWorld, draw, given } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
/** Start → wait an hour → people of an audience that can be taken away. */
const waiting = draw({ go: { kind: 'start' }, wait: given.hour, people: given.fragile }, [
  'go>wait',
  'wait>people',
])

describe('pausing', () => {
  it('lets nothing begin, and resuming goes on where it was', async () => {
    const world = await createWorkflowWorld(waiting)
    const runId = await world.start()
    expect(await world.tasks(runId)).toEqual({
      run: 'running',
      go: 'finished',
      wait: 'running',
      people: 'pending',
    })
    await world.call('workflows.pause', { id: world.id })
    await world.pass(2 * hour)
    expect(await world.tasks(runId)).toMatchObject({ run: 'running', wait: 'running', people: 'pending' })
    expect((await world.workflow()).state).toBe('paused')

    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', people: 'finished' })
    expect((await world.workflow()).state).toBe('finished')
    expect(await world.logged('paused', 'resumed', 'finished')).toEqual(['paused', 'resumed', 'finished'])
  })

  it('lets what is being executed end', async () => {
    const world = await createWorkflowWorld(draw({ people: given.everyone, sms: given.sms }, ['people>sms']))
    const { runId } = await world.call('workflows.start', { id: world.id })
    await world.call('workflows.pause', { id: world.id })
    await world.rest()
    expect(await world.tasks(runId ?? 0)).toEqual({ run: 'running', people: 'finished', sms: 'pending' })
  })

  it('is refused where nothing is under way', async () => {
    const world = await createWorkflowWorld(waiting)
    await expect(world.call('workflows.pause', { id: world.id })).rejects.toThrow('workflow/not-started')
    await expect(world.call('workflows.resume', { id: world.id })).rejects.toThrow('workflow/cannot-resume')
    await expect(world.call('workflows.stop', { id: world.id })).rejects.toThrow('workflow/cannot-stop')
  })
})

describe('stopping', () => {
  it('is final: what has not been executed never is, and a timer fires no more', async () => {
    const world = await createWorkflowWorld(
      draw({ at: given.daily, wait: given.hour, people: given.everyone }, ['at>wait', 'wait>people']),
    )
    await world.start()
    await world.pass(24 * hour)
    expect(await world.allRuns()).toMatchObject([{ state: 'running', entryId: 'at' }])
    await world.call('workflows.stop', { id: world.id })
    await world.pass(48 * hour)
    expect(await world.allRuns()).toMatchObject([{ state: 'stopped' }])
    expect(await world.workflow()).toMatchObject({ state: 'stopped', firings: [], canResume: false })
  })

  it('cuts off what is being executed', async () => {
    const world = await createWorkflowWorld(draw({ people: given.everyone, sms: given.sms }, ['people>sms']))
    const { runId } = await world.call('workflows.start', { id: world.id })
    await world.call('workflows.stop', { id: world.id })
    await world.rest()
    expect(await world.tasks(runId ?? 0)).toEqual({ run: 'stopped', people: 'skipped', sms: 'skipped' })
    expect(await world.call('deliveries.list', {})).toEqual([])
  })
})

describe('restarting', () => {
  it('begins from the beginning, with the variables as they were declared', async () => {
    const document = draw({ go: { kind: 'start' }, wait: given.hour }, ['go>wait'], {
      variables: [{ name: 'round', value: 1 }],
    })
    const world = await createWorkflowWorld(document)
    const first = await world.start()
    world.context.workspace.sql.exec(`UPDATE workflow_runs SET variables = '{"round":7}'`)
    const { runId } = await world.call('workflows.restart', { id: world.id })
    await world.rest()
    expect(await world.run(first)).toMatchObject({ state: 'stopped', variables: { round: 7 } })
    expect(await world.run(runId ?? 0)).toMatchObject({ state: 'running', variables: { round: 1 } })
  })

  it('of a workflow whose delivery waits for review is refused, and nothing is stopped then', async () => {
    const world = await createWorkflowWorld(
      draw({ people: given.everyone, sms: given.sms, wait: given.hour }, ['people>sms', 'people>wait']),
    )
    const first = await world.start()
    const restart = world.call('workflows.restart', { id: world.id })
    await expect(restart).rejects.toThrow('workflow/delivery-waiting')
    expect((await world.workflow()).state).toBe('started')
    await world.call('workflows.restart', { id: world.id, discardWaiting: true })
    await world.rest()
    expect(await world.tasks(first)).toMatchObject({ run: 'stopped', wait: 'skipped' })
    expect([world.deliveryState(1), world.deliveryState(2)]).toEqual(['stopped', 'ready'])
  })
})

describe('resuming after a failure', () => {
  it('executes what failed again, and nothing else', async () => {
    const document = draw({ first: given.everyone, wait: given.hour, people: given.fragile }, [
      'first>wait',
      'wait>people',
    ])
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    world.breakAudience()
    await world.pass(hour)
    expect(await world.tasks(runId)).toMatchObject({ run: 'failed', wait: 'finished', people: 'failed' })
    expect(await world.workflow()).toMatchObject({ state: 'failed', canResume: true })

    world.mendAudience()
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', people: 'finished' })
    const finished = await world.call('workflows.logs', { id: world.id, activityId: 'first' })
    expect(finished.rows.filter(({ code }) => code === 'activity-finished')).toHaveLength(1)
  })
})

describe('resuming after what failed was mended and published', () => {
  const failing = (settings: object) =>
    draw(
      {
        go: { kind: 'start' },
        wait: given.hour,
        people: { ...given.fragile, settings: { ...settings } },
        end: { kind: 'end' },
      },
      ['go>wait', 'wait>people', 'people>end'],
    )

  it('executes it as it is mended', async () => {
    const world = await createWorkflowWorld(failing(given.fragile.settings))
    const runId = await world.start()
    world.breakAudience()
    await world.pass(hour)
    await world.redraw(failing(given.everyone.settings))
    await world.call('workflows.publish', { id: world.id })
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', people: 'finished' })
    expect((await world.run(runId)).version.number).toBe(2)
  })

  it('keeps the version of the run where another drawing was published', async () => {
    const world = await createWorkflowWorld(failing(given.fragile.settings))
    const runId = await world.start()
    world.breakAudience()
    await world.pass(hour)
    await world.redraw(draw({ people: given.everyone }))
    await world.call('workflows.publish', { id: world.id })
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'failed', people: 'failed' })
    expect((await world.run(runId)).version.number).toBe(1)
  })
})

describe('executing now', () => {
  it('ends a wait at once', async () => {
    const world = await createWorkflowWorld(waiting)
    const runId = await world.start()
    await world.call('workflows.executeNow', { id: world.id, activityId: 'wait' })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', people: 'finished' })
  })

  it('fires a schedule at once, and the next firing stays', async () => {
    const world = await createWorkflowWorld(draw({ at: given.daily, people: given.everyone }, ['at>people']))
    await world.start()
    const before = (await world.workflow()).firings
    await world.call('workflows.executeNow', { id: world.id, activityId: 'at' })
    await world.rest()
    expect(await world.allRuns()).toMatchObject([{ state: 'finished', entryId: 'at' }])
    expect((await world.workflow()).firings).toEqual(before)
  })

  it('is refused where nothing waits, and where the workflow does not go on', async () => {
    const world = await createWorkflowWorld(waiting)
    const hurry = { id: world.id, activityId: 'wait' }
    await expect(world.call('workflows.executeNow', hurry)).rejects.toThrow('workflow/not-started')
    await world.start()
    await expect(world.call('workflows.executeNow', { ...hurry, activityId: 'go' })).rejects.toThrow(
      'workflow/nothing-waits',
    )
  })
})

describe('a held activity', () => {
  const held = draw(
    { go: { kind: 'start' }, people: { ...given.everyone, mode: 'held' }, end: { kind: 'end' } },
    ['go>people', 'people>end'],
  )

  it('lets nobody through until it is released', async () => {
    const world = await createWorkflowWorld(held)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'running', people: 'pending', end: 'pending' })
    const { activities } = await world.run(runId)
    expect(activities.find(({ activityId }) => activityId === 'people')?.isHeld).toBe(true)

    await world.call('workflows.release', { runId, activityId: 'people' })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', end: 'finished' })
    await expect(world.call('workflows.release', { runId, activityId: 'people' })).rejects.toThrow(
      'workflow/nothing-waits',
    )
  })

  it('stays held over the end of the program', async () => {
    const world = await createWorkflowWorld(held)
    const runId = await world.start()
    const next = await world.reopen('crash')
    expect(await next.tasks(runId)).toMatchObject({ run: 'running', people: 'pending' })
    await next.call('workflows.release', { runId, activityId: 'people' })
    await next.rest()
    expect((await next.workflow()).state).toBe('finished')
  })
})

describe('an approval', () => {
  const asking = draw(
    {
      people: given.everyone,
      ask: { kind: 'approval', settings: { question: 'Send it?' } },
      yes: { kind: 'end' },
      no: { kind: 'end' },
    },
    ['people>ask', 'ask.yes>yes', 'ask.no>no'],
  )

  it('waits for an answer, and goes on by it', async () => {
    const world = await createWorkflowWorld(asking)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'running', ask: 'running' })
    const answer = { runId, activityId: 'ask' }
    await expect(world.call('workflows.answer', { ...answer, answer: 'maybe' })).rejects.toThrow(
      'workflow/no-such-answer',
    )
    await world.call('workflows.answer', { ...answer, answer: 'no' })
    await expect(world.call('workflows.answer', { ...answer, answer: 'yes' })).rejects.toThrow(
      'workflow/nothing-waits',
    )
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', yes: 'skipped', no: 'finished' })
  })
})
