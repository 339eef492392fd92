import { describe, expect, it } from 'vitest'
import type { WorkflowSettings } from '../../../../../src/shared/workflow/workflow-settings.ts'
import { createWorkflowWorld, draw, given, type WorkflowWorld } from '../../../../support/workflow-world.ts'

const hour = 3_600_000

/** One branch that fails after an hour, another one that goes on after two. */
function twoBranches(settings: Partial<WorkflowSettings>) {
  return draw(
    {
      go: { kind: 'start' },
      wait: given.hour,
      bad: given.fragile,
      behind: { kind: 'end' },
      long: {
        kind: 'wait',
        settings: { until: 'duration', duration: { amount: 2, unit: 'hours' }, window: null },
      },
      good: given.everyone,
    },
    ['go>wait', 'wait>bad', 'bad>behind', 'go>long', 'long>good'],
    settings,
  )
}

async function fail(settings: Partial<WorkflowSettings>): Promise<WorkflowWorld & { runId: number }> {
  const world = await createWorkflowWorld(twoBranches(settings))
  const runId = await world.start()
  world.breakAudience()
  await world.pass(hour)
  return { ...world, runId }
}

/** Fires every hour, and fails when the audience is gone. */
function hourly(settings: Partial<WorkflowSettings>) {
  return draw({ at: given.hourly, bad: given.fragile }, ['at>bad'], settings)
}

describe('the policy to suspend', () => {
  it('stops everything at what failed, until it is resumed', async () => {
    const world = await fail({ errorPolicy: 'suspend' })
    await world.pass(3 * hour)
    expect((await world.workflow()).state).toBe('failed')
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'failed', bad: 'failed', long: 'running' })
    world.mendAudience()
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect(await world.tasks(world.runId)).toMatchObject({
      run: 'finished',
      behind: 'finished',
      good: 'finished',
    })
  })

  it('keeps a schedule from firing', async () => {
    const world = await createWorkflowWorld(hourly({ errorPolicy: 'suspend' }))
    await world.start()
    world.breakAudience()
    await world.pass(3 * hour)
    expect(await world.allRuns()).toMatchObject([{ state: 'failed', error: { code: 'audience/not-found' } }])
  })
})

describe('the policy to ignore', () => {
  it('ends the branch, and lets the others go on', async () => {
    const world = await fail({ errorPolicy: 'ignore' })
    expect((await world.workflow()).state).toBe('started')
    await world.pass(hour)
    expect(await world.tasks(world.runId)).toMatchObject({
      run: 'finished',
      bad: 'failed',
      behind: 'skipped',
      good: 'finished',
    })
    expect((await world.workflow()).state).toBe('finished')
  })

  it('executes nothing that follows, also where another transition leads there', async () => {
    const document = draw(
      {
        go: { kind: 'start' },
        wait: given.hour,
        bad: given.fragile,
        good: given.everyone,
        both: { kind: 'combine' },
      },
      ['go>wait', 'wait>bad', 'bad>both', 'go>good', 'good>both'],
      { errorPolicy: 'ignore' },
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    world.breakAudience()
    await world.pass(hour)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', good: 'finished', both: 'skipped' })
  })

  it('lets the schedule fire again', async () => {
    const world = await createWorkflowWorld(hourly({ errorPolicy: 'ignore' }))
    await world.start()
    world.breakAudience()
    await world.pass(2 * hour)
    expect(await world.allRuns()).toMatchObject([{ state: 'finished' }, { state: 'finished' }])
    expect((await world.workflow()).state).toBe('started')
  })

  it('puts up with so many errors in a row, and no more', async () => {
    const world = await createWorkflowWorld(hourly({ errorPolicy: 'ignore', mostErrors: 2 }))
    await world.start()
    world.breakAudience()
    await world.pass(4 * hour)
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['finished', 'finished', 'failed'])
    expect((await world.workflow()).state).toBe('failed')
    world.mendAudience()
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    expect((await world.allRuns()).at(2)).toMatchObject({ state: 'finished' })
  })

  it('counts anew after a run without an error', async () => {
    const world = await createWorkflowWorld(hourly({ errorPolicy: 'ignore', mostErrors: 1 }))
    await world.start()
    for (const isBroken of [true, false, true, false]) {
      if (isBroken) world.breakAudience()
      else world.mendAudience()
      await world.pass(hour)
    }
    expect((await world.workflow()).state).toBe('started')
    expect((await world.allRuns()).map(({ tasks }) => tasks)).toEqual([
      { failed: 1, finished: 1 },
      { finished: 2 },
      { failed: 1, finished: 1 },
      { finished: 2 },
    ])
  })

  it('puts up with any number where no limit is set', async () => {
    const world = await createWorkflowWorld(hourly({ errorPolicy: 'ignore', mostErrors: 0 }))
    await world.start()
    world.breakAudience()
    await world.pass(6 * hour)
    expect((await world.workflow()).state).toBe('started')
    expect(await world.allRuns()).toHaveLength(6)
  })
})

describe('the policy to abort', () => {
  it('ends everything, and only a start from the beginning helps', async () => {
    const world = await fail({ errorPolicy: 'abort' })
    expect(await world.tasks(world.runId)).toMatchObject({ run: 'stopped', bad: 'failed', long: 'skipped' })
    expect(await world.workflow()).toMatchObject({ state: 'failed', canResume: false })
    await expect(world.call('workflows.resume', { id: world.id })).rejects.toThrow('workflow/cannot-resume')
    world.mendAudience()
    const again = await world.start()
    await world.pass(2 * hour)
    expect(await world.tasks(again)).toMatchObject({ run: 'finished', behind: 'finished', good: 'finished' })
  })

  it('takes the schedules away', async () => {
    const world = await createWorkflowWorld(hourly({ errorPolicy: 'abort' }))
    await world.start()
    world.breakAudience()
    await world.pass(3 * hour)
    expect(await world.allRuns()).toHaveLength(1)
    expect((await world.workflow()).firings).toEqual([])
  })
})

describe('the policy of one activity', () => {
  it('stands above that of the workflow', async () => {
    const document = twoBranches({ errorPolicy: 'abort' })
    const bad = document.activities.find(({ id }) => id === 'bad')
    if (bad) bad.errorPolicy = 'ignore'
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    world.breakAudience()
    await world.pass(2 * hour)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', bad: 'failed', good: 'finished' })
  })
})

describe('an outlet for errors', () => {
  const file = { key: 'k', name: 'members.csv', use: 'copy' }
  const match = [{ source: { header: 'Phone', at: 0 }, field: 'phone' }]
  const document = draw(
    {
      people: given.everyone,
      wait: given.hour,
      load: { kind: 'load-file', settings: { file, match, errorOutlet: true } },
      good: { kind: 'end' },
      bad: { kind: 'end' },
    },
    ['people>wait', 'wait>load', 'load.result>good', 'load.error>bad'],
    { errorPolicy: 'abort' },
  )

  it('lets those who came in leave by it, whatever the policy says', async () => {
    const world = await createWorkflowWorld(document)
    const { sql } = world.context.workspace
    sql.exec(
      "INSERT INTO kept_files (key, name, bytes, kept_at, copied_at) VALUES ('k', 'members.csv', 1, 0, 0)",
    )
    const runId = await world.start()
    sql.exec('DELETE FROM kept_files')
    await world.pass(hour)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', good: 'skipped', bad: 'finished' })
    expect(await world.counts(runId)).toMatchObject({ 'load:error:bad': 3 })
    const { activities } = await world.run(runId)
    const load = activities.find(({ activityId }) => activityId === 'load')
    expect(load).toMatchObject({ state: 'finished', error: { code: expect.any(String) } })
    expect(await world.logged('activity-rerouted')).toHaveLength(1)
  })
})

it('says in the log what failed, with the words for it', async () => {
  const world = await fail({ errorPolicy: 'suspend' })
  const { rows } = await world.call('workflows.logs', { id: world.id, activityId: 'bad' })
  expect(rows).toMatchObject([
    { code: 'activity-failed', level: 'error', runId: world.runId, data: { code: 'audience/not-found' } },
  ])
})
