import { describe, expect, it } from 'vitest'
import type { WorkflowSettings } from '../../../../../src/shared/workflow/workflow-settings.ts'
import {
  createWorkflowWorld,
  draw,
  given,
  type GivenActivity,
  type WorkflowWorld,
} from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

function daily(settings: Partial<WorkflowSettings>, at: GivenActivity = given.daily) {
  return draw({ at, people: given.everyone, sms: given.sms }, ['at>people', 'people>sms'], {
    historyDays: 0,
    ...settings,
  })
}

/** Whether the people of each run can still be looked at. */
async function kept(world: WorkflowWorld): Promise<boolean[]> {
  const runs = await Promise.all((await world.allRuns()).map(({ id }) => world.run(id)))
  return runs.map(({ transitions }) => transitions.some(({ populationId }) => populationId !== null))
}

/** Removal goes on beside everything else. */
async function tidy(world: WorkflowWorld): Promise<void> {
  await world.call('workflows.stop', { id: world.id })
  for (let turns = 0; turns < 50; turns += 1) await new Promise(resolve => setImmediate(resolve))
}

describe('the people on transitions', () => {
  const drawing = (keepsPeople: boolean) =>
    draw({ at: given.hourly, people: given.everyone, end: { kind: 'end' } }, ['at>people', 'people>end'], {
      keepsPeople,
    })

  it('are kept of the last run, and their counts of all', async () => {
    const world = await createWorkflowWorld(drawing(true))
    await world.start()
    await world.pass(3 * hour)
    expect(await kept(world)).toEqual([false, false, true])
    const [first] = await world.allRuns()
    expect(await world.counts(first?.id ?? 0)).toMatchObject({ 'people:result:end': 3 })
    await tidy(world)
    const members = world.context.workspace.sql
      .prepare('SELECT count(*) FROM population_members')
      .pluck()
      .get()
    expect(members).toBe(3)
  })

  it('are not kept at all where the workflow says so', async () => {
    const world = await createWorkflowWorld(drawing(false))
    await world.start()
    await world.pass(2 * hour)
    expect(await kept(world)).toEqual([false, false])
    await tidy(world)
    const members = world.context.workspace.sql
      .prepare('SELECT count(*) FROM population_members')
      .pluck()
      .get()
    expect(members).toBe(0)
  })

  it('of a delivery stay', async () => {
    const world = await createWorkflowWorld(daily({ keepsPeople: false }, given.hourly))
    await world.start()
    await world.pass(2 * hour)
    await tidy(world)
    const deliveries = await world.call('deliveries.list', {})
    expect(deliveries.map(({ preparation }) => preparation?.targeted)).toEqual([3, 3])
    const members = world.context.workspace.sql
      .prepare(
        'SELECT count(*) FROM population_members WHERE population_id IN (SELECT population_id FROM deliveries)',
      )
      .pluck()
      .get()
    expect(members).toBe(6)
  })
})

describe('history', () => {
  it('goes after so many days, with its log; deliveries stay', async () => {
    const world = await createWorkflowWorld(daily({ historyDays: 2 }))
    await world.start()
    await world.pass(5 * day)
    await tidy(world)
    const runs = await world.allRuns()
    expect(runs.length).toBeLessThan(5)
    expect(runs.length).toBeGreaterThanOrEqual(2)
    const { rows } = await world.call('workflows.logs', { id: world.id, limit: 1000 })
    expect(rows.every(({ at }) => at >= world.clock.now() - 4 * day)).toBe(true)
    expect(await world.call('deliveries.list', {})).toHaveLength(5)
  })

  it('stays for ever where it says so', async () => {
    const world = await createWorkflowWorld(daily({ historyDays: 0 }))
    await world.start()
    await world.pass(3 * day)
    world.clock.set(world.clock.now() + 4000 * day)
    await world.pass(120_000)
    await tidy(world)
    expect((await world.allRuns()).length).toBeGreaterThan(3)
  })
})

describe('the log', () => {
  it('is read by windows, of one run and of one activity', async () => {
    const world = await createWorkflowWorld(daily({}))
    await world.start()
    await world.pass(2 * day)
    const [first] = await world.allRuns()
    const ofRun = await world.call('workflows.logs', { id: world.id, runId: first?.id })
    expect(ofRun.rows.map(({ code, activityId }) => [code, activityId]).toReversed()).toEqual([
      ['run-begun', 'at'],
      ['activity-done', 'at'],
      ['activity-finished', 'people'],
      ['activity-done', 'sms'],
      ['run-finished', null],
    ])
    const ofActivity = await world.call('workflows.logs', { id: world.id, activityId: 'people', limit: 1 })
    expect(ofActivity).toMatchObject({ total: 2, rows: [{ code: 'activity-finished', data: { people: 3 } }] })
  })
})
