import { describe, expect, it } from 'vitest'
import type { SmsRecurringSettings } from '../../src/shared/activities/sms-recurring.ts'
import type { WorkflowSettings } from '../../src/shared/workflow/workflow-settings.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createWorkflowWorld, draw, everyDay, given, type WorkflowWorld } from '../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

function drawSeries(
  settings: Partial<SmsRecurringSettings> = {},
  {
    times = ['09:00'],
    workflow = {},
  }: { times?: readonly string[]; workflow?: Partial<WorkflowSettings> } = {},
) {
  return draw(
    {
      at: { kind: 'scheduler', settings: { schedule: everyDay(times), timeZone: null } },
      people: given.everyone,
      sms: {
        kind: 'sms-recurring',
        settings: { ...given.sms.settings, aggregation: 'month', confirmation: 'each', ...settings },
      },
    },
    ['at>people', 'people>sms'],
    workflow,
  )
}

const series = (world: WorkflowWorld) => world.call('series.get', { id: 1 })
const children = async (world: WorkflowWorld) =>
  (await world.call('deliveries.list', { withExecutions: true }))
    .filter(({ execution }) => execution)
    .toReversed()

async function confirmSeries(world: WorkflowWorld): Promise<number> {
  const { digest } = await series(world)
  const { released } = await world.call('series.confirm', { id: 1, digest })
  await world.rest()
  return released
}

/** Lets days go by; each comes to rest before the next one. */
async function passDays(world: WorkflowWorld, days: number): Promise<void> {
  for (let count = 0; count < days; count += 1) {
    await world.clock.advance(day)
    await world.rest()
  }
}

const audited = (world: WorkflowWorld): unknown[] =>
  world.context.workspace.sql.prepare('SELECT action FROM audit_log ORDER BY id').pluck().all()

describe('a single delivery', () => {
  it('is made once a start, and a later start makes another one that is confirmed by itself', async () => {
    const world = await createWorkflowWorld(draw({ people: given.everyone, sms: given.sms }, ['people>sms']))
    await world.start()
    expect(await world.call('deliveries.list', {})).toHaveLength(1)
    await world.start({ discardWaiting: true })
    const states = (await world.call('deliveries.list', {})).map(({ state }) => state)
    expect(states).toEqual(['ready', 'stopped'])
  })
})

describe('a recurring delivery', () => {
  it('is there from the start on, and makes an execution at each firing, to whoever is there then', async () => {
    const world = await createWorkflowWorld(drawSeries({ aggregation: 'none' }))
    await world.start()
    expect((await series(world)).next).toHaveLength(10)
    await passDays(world, 1)
    world.addPeople([{ phone: '+447700900007' }])
    await passDays(world, 1)
    expect((await children(world)).map(({ preparation }) => preparation?.targeted)).toEqual([3, 4])
  })

  it.each([
    ['none', [null, null, null]],
    ['day', ['2026-01-31', '2026-02-01', '2026-02-02']],
    ['week', ['2026-W05', '2026-W05', '2026-W06']],
    ['month', ['2026-01', '2026-02', '2026-02']],
    ['year', ['2026', '2026', '2026']],
  ] as const)('added up by %s puts its executions into periods', async (aggregation, periods) => {
    const clock = createFakeClock(Date.UTC(2026, 0, 30, 10))
    const world = await createWorkflowWorld(drawSeries({ aggregation }), clock)
    await world.start()
    await passDays(world, 3)
    expect((await children(world)).map(({ execution }) => execution?.period)).toEqual(periods)
  })

  it('says within a period what its first execution said, and asks again for what is changed', async () => {
    const clock = createFakeClock(Date.UTC(2026, 0, 29, 10))
    const world = await createWorkflowWorld(drawSeries({ confirmation: 'series' }), clock)
    await world.start()
    await confirmSeries(world)
    await passDays(world, 1)
    const before = await series(world)
    await world.redraw(drawSeries({ confirmation: 'series', content: { text: 'Changed' } }))
    await world.call('workflows.publish', { id: world.id })
    const after = await series(world)
    expect([before.frozen, after.frozen?.text, after.content.text]).toEqual([null, 'Hi', 'Changed'])
    expect(after.confirmedAt).toBeNull()
    world.addPeople([{ phone: '+447700900007' }])
    await passDays(world, 2)
    const made = await children(world)
    expect(made.map(({ content, confirmedAt }) => [content.text, confirmedAt !== null])).toEqual([
      ['Hi', true],
      ['Hi', true],
      ['Changed', false],
    ])
  })

  it('addresses nobody twice in a period, and everybody again in the next', async () => {
    const clock = createFakeClock(Date.UTC(2026, 0, 29, 10))
    const world = await createWorkflowWorld(drawSeries(), clock)
    await world.start()
    await passDays(world, 3)
    const made = await children(world)
    expect(made.map(({ preparation }) => [preparation?.toDeliver, preparation?.excluded])).toEqual([
      [3, []],
      [0, [{ cause: 'already-addressed', count: 3 }]],
      [3, []],
    ])
    expect(made[1]?.state).toBe('finished')
  })

  it('prepares the rest of a period again when an execution is given up', async () => {
    const world = await createWorkflowWorld(drawSeries())
    await world.start()
    await passDays(world, 1)
    world.addPeople([{ phone: '+447700900007' }])
    await passDays(world, 1)
    const [first, second] = await children(world)
    expect(second?.preparation?.toDeliver).toBe(1)
    await world.call('deliveries.stop', { id: first?.id ?? 0 })
    await world.rest()
    expect((await children(world))[1]?.preparation?.toDeliver).toBe(4)
  })

  it('waits with each execution for a person, unless the series is confirmed', async () => {
    const world = await createWorkflowWorld(drawSeries({ aggregation: 'none', confirmation: 'series' }))
    await world.start()
    await passDays(world, 1)
    expect((await series(world)).waiting).toEqual([{ id: 2, messages: 3, isReleasable: true }])
    expect(await confirmSeries(world)).toBe(1)
    await passDays(world, 1)
    expect((await children(world)).map(({ confirmedAt }) => confirmedAt !== null)).toEqual([true, true])
    expect(audited(world)).toContain('series.confirmed')
    await world.call('series.revoke', { id: 1 })
    await passDays(world, 1)
    expect((await children(world)).map(({ confirmedAt }) => confirmedAt !== null)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('refuses a confirmation of what it does not say any more', async () => {
    const world = await createWorkflowWorld(drawSeries({ confirmation: 'series' }))
    await world.start()
    await expect(world.call('series.confirm', { id: 1, digest: 'old' })).rejects.toThrow('series/changed')
  })

  it('is listed without its executions unless somebody asks for them', async () => {
    const world = await createWorkflowWorld(drawSeries())
    await world.start()
    await passDays(world, 2)
    expect((await world.call('deliveries.list', {})).map(({ id }) => id)).toEqual([1])
    expect(await world.call('deliveries.list', { withExecutions: true })).toHaveLength(3)
  })

  it('makes nothing while it is paused, where a firing was taken out, or once it was stopped, and says so', async () => {
    const world = await createWorkflowWorld(drawSeries({ aggregation: 'none' }))
    await world.start()
    await world.call('series.pause', { id: 1 })
    await passDays(world, 1)
    await world.call('series.resume', { id: 1 })
    const { next } = await series(world)
    await world.call('series.skip', { id: 1, dueAt: next[0]?.dueAt ?? 0 })
    await world.call('series.skip', { id: 1, dueAt: next[1]?.dueAt ?? 0 })
    await world.call('series.unskip', { id: 1, dueAt: next[1]?.dueAt ?? 0 })
    await passDays(world, 2)
    await world.call('series.stop', { id: 1 })
    await passDays(world, 1)
    const { rows } = await world.call('series.firings', { id: 1 })
    expect(rows.map(({ outcome }) => outcome)).toEqual(['stopped', 'made', 'skipped', 'paused'])
    expect(await world.logged('firing-paused', 'firing-skipped', 'firing-stopped')).toHaveLength(3)
    expect(audited(world)).toEqual(expect.arrayContaining(['series.suspend', 'series.skip', 'series.stop']))
  })

  it('says before another schedule is published which skips it drops, and keeps those that still match', async () => {
    const world = await createWorkflowWorld(drawSeries({ aggregation: 'none' }))
    await world.start()
    const { next } = await series(world)
    await world.call('series.skip', { id: 1, dueAt: next[1]?.dueAt ?? 0 })
    const lost = async (times: readonly string[]) => {
      await world.redraw(drawSeries({ aggregation: 'none' }, { times }))
      const issues = await world.call('workflows.check', { id: world.id })
      return issues
        .filter(({ code }) => code === 'series-skips-lost')
        .map(({ data, severity }) => [data['n'], severity])
    }
    expect(await lost(['13:00'])).toEqual([[1, 'warning']])
    expect(await lost(['09:00', '13:00'])).toEqual([])
  })

  it('needs no second confirmation for a text that was confirmed and comes back', async () => {
    const world = await createWorkflowWorld(
      drawSeries({ aggregation: 'none', confirmation: 'series', content: { text: 'One' } }),
    )
    await world.start()
    await confirmSeries(world)
    const say = async (text: string) => {
      await world.redraw(drawSeries({ aggregation: 'none', confirmation: 'series', content: { text } }))
      await world.call('workflows.publish', { id: world.id })
      await passDays(world, 1)
      return (await children(world)).at(-1)?.state
    }
    expect(await say('Two')).toBe('ready')
    expect(await say('One')).not.toBe('ready')
  })

  it('goes on where one execution is stopped, and begins anew where the workflow is started after its own end', async () => {
    const world = await createWorkflowWorld(drawSeries({ aggregation: 'none' }))
    await world.start()
    await passDays(world, 1)
    await world.call('deliveries.stop', { id: 2 })
    await passDays(world, 1)
    expect((await children(world)).map(({ state }) => state)).toEqual(['stopped', 'ready'])
    await world.call('series.stop', { id: 1 })
    await world.call('workflows.stop', { id: world.id })
    await world.start({ discardWaiting: true })
    const parents = await world.call('deliveries.list', {})
    expect(parents.map(({ state }) => state)).toEqual(['recurring', 'stopped'])
  })

  it('fires once in a night in which the clocks change, and keeps to the days of its own zone', async () => {
    // In Brussels the clocks go forward at two on the 29th of March 2026, and back at three on the 25th of October.
    for (const [start, periods] of [
      [Date.UTC(2026, 2, 28, 10), ['2026-03-29', '2026-03-30']],
      [Date.UTC(2026, 9, 24, 10), ['2026-10-25', '2026-10-26']],
    ] as const) {
      const document = drawSeries(
        { aggregation: 'day' },
        { times: ['02:30'], workflow: { timeZone: 'Europe/Brussels' } },
      )
      const world = await createWorkflowWorld(document, createFakeClock(start))
      await world.start()
      await passDays(world, 2)
      expect((await children(world)).map(({ execution }) => execution?.period)).toEqual(periods)
    }
  })

  it('counts by the clocks of the new zone once the machine is taken there', async () => {
    const clock = createFakeClock(Date.UTC(2026, 0, 30, 10))
    const world = await createWorkflowWorld(drawSeries({ aggregation: 'month' }, { times: ['23:30'] }), clock)
    await world.start()
    await world.pass(14 * hour)
    clock.setTimeZone('Pacific/Auckland')
    await passDays(world, 1)
    const made = await children(world)
    expect(made.map(({ execution }) => execution?.period)).toEqual(['2026-01', '2026-01'])
    expect((await series(world)).timeZone).toBe('Pacific/Auckland')
  })

  it('makes no second execution of a firing after the program has died at it', async () => {
    let world = await createWorkflowWorld(drawSeries({ aggregation: 'day', confirmation: 'series' }))
    await world.start()
    await confirmSeries(world)
    for (let count = 0; count < 4; count += 1) {
      await world.clock.advance(day)
      world = await world.reopen('crash')
      await world.rest()
    }
    const { rows } = await world.call('series.firings', { id: 1 })
    const made = await children(world)
    expect(made).toHaveLength(4)
    expect(new Set(made.map(({ execution }) => execution?.firedFor)).size).toBe(4)
    expect(rows.map(({ outcome }) => outcome)).toEqual(['made', 'made', 'made', 'made'])
  })
})
