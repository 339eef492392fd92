import { describe, expect, it } from 'vitest'
import { everyone } from '../../../../../src/shared/rule.ts'
import type { WorkflowSettings } from '../../../../../src/shared/workflow/workflow-settings.ts'
import { createWorkflowWorld, draw, given } from '../../../../support/workflow-world.ts'

const hour = 3_600_000

/** Everybody, every hour. */
function hourly(settings: Partial<WorkflowSettings>) {
  return draw(
    { at: given.hourly, people: given.everyone, end: { kind: 'end' } },
    ['at>people', 'people>end'],
    settings,
  )
}

/** How many entered in each run. */
async function entered(settings: Partial<WorkflowSettings>, hours: number): Promise<number[]> {
  const world = await createWorkflowWorld(hourly(settings))
  await world.start()
  await world.pass(hours * hour)
  const runs = await world.allRuns()
  const counts = await Promise.all(runs.map(({ id }) => world.counts(id)))
  return counts.map(count => count['people:result:end'] ?? -1)
}

describe('the qualification rule', () => {
  it('"every time" lets everybody pass in each run', async () => {
    expect(await entered({}, 2)).toEqual([3, 3])
  })

  it('"once" lets a person pass in one run only', async () => {
    expect(await entered({ qualification: { rule: 'once' } }, 3)).toEqual([3, 0, 0])
  })

  it('"once in two hours" is counted from the moment of the run', async () => {
    expect(await entered({ qualification: { rule: 'once-in', count: 2, unit: 'hours' } }, 5)).toEqual([
      3, 0, 3, 0, 3,
    ])
  })

  it('"once in an hour" and an hourly schedule agree', async () => {
    expect(await entered({ qualification: { rule: 'once-in', count: 1, unit: 'hours' } }, 3)).toEqual([
      3, 3, 3,
    ])
  })

  it('lets new people pass, and says how many it left out', async () => {
    const world = await createWorkflowWorld(hourly({ qualification: { rule: 'once' } }))
    await world.start()
    await world.pass(hour)
    world.addPeople([{ phone: '+447700900004' }])
    await world.pass(hour)
    const last = (await world.allRuns()).at(-1)
    expect(await world.counts(last?.id ?? 0)).toMatchObject({ 'people:result:end': 1 })
    const { rows } = await world.call('workflows.logs', { id: world.id, activityId: 'people' })
    expect(rows.find(({ code }) => code === 'people-passed-before')?.data).toEqual({ count: 3 })
  })

  it('counts a person once in a run with several sources', async () => {
    const document = draw(
      {
        one: given.everyone,
        other: given.everyone,
        both: { kind: 'combine', settings: { operation: 'intersection' } },
        end: { kind: 'end' },
      },
      ['one>both', 'other>both', 'both>end'],
      { qualification: { rule: 'once' } },
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.counts(runId)).toMatchObject({ 'one:result:both': 3, 'other:result:both': 3 })
  })

  it('does not count a run that was stopped before anybody was texted', async () => {
    const document = draw({ people: given.everyone, wait: given.hour }, ['people>wait'], {
      qualification: { rule: 'once' },
    })
    const world = await createWorkflowWorld(document)
    await world.start()
    const { runId } = await world.call('workflows.restart', { id: world.id })
    await world.rest()
    expect(await world.counts(runId ?? 0)).toMatchObject({ 'people:result:wait': 3 })
  })

  it('counts a run that was stopped after something was sent', async () => {
    const document = draw(
      { people: given.everyone, sms: given.sms, wait: given.hour },
      ['people>sms', 'people>wait'],
      {
        qualification: { rule: 'once' },
      },
    )
    const world = await createWorkflowWorld(document)
    await world.start()
    const { preparation } = await world.call('deliveries.get', { id: 1 })
    await world.call('deliveries.confirm', { id: 1, digest: preparation?.digest ?? '' })
    const { runId } = await world.call('workflows.restart', { id: world.id })
    await world.rest()
    expect(await world.counts(runId ?? 0)).toMatchObject({ 'people:result:wait': 0 })
  })

  it('finds the same people when a run is cut off after they were noted', async () => {
    const world = await createWorkflowWorld(hourly({ qualification: { rule: 'once' } }))
    await world.start()
    world.context.workspace.sql.exec('INSERT INTO workflow_passes SELECT 1, id, 1, 1767690000000 FROM people')
    await world.pass(hour)
    const [first] = await world.allRuns()
    expect(first?.id).toBe(1)
    expect(await world.counts(1)).toMatchObject({ 'people:result:end': 3 })
  })
})

describe('whom the qualification rule keeps from an Incremental query', () => {
  /** Everybody at a signal; each morning those who are new. */
  const drawn = (by: object) =>
    draw(
      {
        signal: { kind: 'external-signal' },
        all: given.everyone,
        at: given.daily,
        fresh: { kind: 'incremental-query', settings: { source: 'rule', rule: everyone, by } },
        end: { kind: 'end' },
      },
      ['signal>all', 'at>fresh', 'fresh>end'],
      { qualification: { rule: 'once-in', count: 36, unit: 'hours' } },
    )

  it.each([
    ['of those who were never returned', { mode: 'never-returned', keepDays: 0 }],
    ['of those since the last time', { mode: 'since-last-time', field: '@added', firstSince: null }],
  ])('is returned again when they may enter: %s', async (_, by) => {
    const world = await createWorkflowWorld(drawn(by))
    await world.start()
    await world.call('workflows.signal', { workflowId: world.id, activityId: 'signal', parameters: {} })
    await world.pass(3 * 24 * hour)
    const mornings = (await world.allRuns()).filter(({ entryId }) => entryId === 'at')
    const counts = await Promise.all(mornings.map(({ id }) => world.counts(id)))
    expect(counts.map(count => count['fresh:result:end'])).toEqual([undefined, 3, undefined])
    expect(await world.logged('people-passed-before')).toHaveLength(1)
  })
})

describe('the person limit', () => {
  const limited = (settings: Partial<WorkflowSettings>) =>
    draw({ people: given.everyone, sms: given.sms }, ['people>sms'], { personLimit: 2, ...settings })

  it('fails the run as a whole, and nothing is prepared', async () => {
    const world = await createWorkflowWorld(limited({}))
    const runId = await world.start()
    expect(await world.run(runId)).toMatchObject({ state: 'failed', transitions: [] })
    const { activities } = await world.run(runId)
    expect(activities.find(({ activityId }) => activityId === 'people')?.error).toEqual({
      code: 'workflow/person-limit',
      data: { count: 3, limit: 2 },
    })
    expect(await world.call('deliveries.list', {})).toEqual([])
    expect((await world.workflow()).state).toBe('failed')
  })

  it('ends the run also where errors are ignored, and the schedule goes on', async () => {
    const document = draw(
      { at: given.hourly, people: given.everyone, sms: given.sms, other: { kind: 'end' } },
      ['at>people', 'people>sms', 'at>other'],
      { personLimit: 2, errorPolicy: 'ignore' },
    )
    const world = await createWorkflowWorld(document)
    await world.start()
    await world.pass(2 * hour)
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['stopped', 'stopped'])
    expect((await world.workflow()).state).toBe('started')
  })

  it('ends a workflow without a schedule where errors are ignored: nothing is left to wait for', async () => {
    const document = draw({ people: given.everyone, sms: given.sms }, ['people>sms'], {
      personLimit: 1,
      errorPolicy: 'ignore',
    })
    const world = await createWorkflowWorld(document)
    expect(await world.tasks(await world.start())).toMatchObject({ run: 'stopped', people: 'failed' })
    expect((await world.workflow()).state).toBe('finished')
  })

  it('counts a person once who comes by two sources, and lets exactly as many in', async () => {
    const document = draw(
      { one: given.everyone, other: given.everyone, both: { kind: 'combine' }, end: { kind: 'end' } },
      ['one>both', 'other>both', 'both>end'],
      { personLimit: 3 },
    )
    const world = await createWorkflowWorld(document)
    expect((await world.run(await world.start())).state).toBe('finished')
  })

  it('looks at all sources before anything else is done', async () => {
    const document = draw(
      {
        few: { kind: 'build-audience', settings: { source: 'audience', audienceId: 2 } },
        sms: given.sms,
        all: given.everyone,
        end: { kind: 'end' },
      },
      ['few>sms', 'all>end'],
      { personLimit: 2 },
    )
    const world = await createWorkflowWorld(document)
    const rule = JSON.stringify({
      version: 1,
      root: {
        type: 'group',
        match: 'all',
        items: [{ type: 'condition', field: 'language', operator: 'is', value: 'sv' }],
      },
    })
    world.context.workspace.sql
      .prepare("INSERT INTO audiences (id, name, rule, created_at, updated_at) VALUES (2, 'Few', ?, 0, 0)")
      .run(rule)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({
      run: 'failed',
      few: 'finished',
      all: 'failed',
      sms: 'pending',
    })
    expect(await world.call('deliveries.list', {})).toEqual([])
  })
})
