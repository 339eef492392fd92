import { describe, expect, it } from 'vitest'
import type { WorkflowSettings } from '../../src/shared/workflow/workflow-settings.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createWorkflowWorld, draw, everyDay, given, type GivenActivity } from '../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour
/** Monday, nine o'clock in UTC. */
const monday = Date.UTC(2026, 0, 5, 9)

/** People of every day at nine. */
function daily(settings: Partial<WorkflowSettings> = {}) {
  return draw({ at: given.daily, people: given.everyone }, ['at>people'], settings)
}

describe('a schedule', () => {
  it('begins a run at each of its moments, and says which is the next', async () => {
    const world = await createWorkflowWorld(daily())
    expect(await world.start()).toBe(0)
    expect((await world.workflow()).firings).toEqual([{ activityId: 'at', dueAt: monday + day }])
    await world.pass(2 * day)
    expect((await world.allRuns()).map(({ dueAt, state }) => [dueAt, state])).toEqual([
      [monday + day, 'finished'],
      [monday + 2 * day, 'finished'],
    ])
    expect((await world.workflow()).state).toBe('started')
  })

  it('with an end finishes its workflow after the last run', async () => {
    const at = {
      kind: 'scheduler',
      settings: { schedule: everyDay(['09:00'], { kind: 'after', firings: 2 }) },
    } as const
    const world = await createWorkflowWorld(draw({ at, people: given.everyone }, ['at>people']))
    await world.start()
    await world.pass(3 * day)
    expect(await world.allRuns()).toHaveLength(2)
    expect((await world.workflow()).state).toBe('finished')
  })

  it('fires with another one that is due at the same moment', async () => {
    const document = draw(
      { one: given.daily, other: given.daily, people: given.everyone, others: given.everyone },
      ['one>people', 'other>others'],
    )
    const world = await createWorkflowWorld(document)
    await world.start()
    await world.pass(day)
    expect((await world.allRuns()).map(({ entryId, tasks }) => [entryId, tasks])).toEqual([
      ['one', { finished: 2 }],
      ['other', { finished: 2 }],
    ])
  })

  it('takes along a source that leads into its part, and leaves the rest to the start', async () => {
    const document = draw(
      {
        at: given.daily,
        people: given.everyone,
        more: given.everyone,
        both: { kind: 'combine' },
        alone: given.everyone,
      },
      ['at>people', 'people>both', 'more>both'],
    )
    const world = await createWorkflowWorld(document)
    const first = await world.start()
    expect(await world.tasks(first)).toEqual({ run: 'finished', alone: 'finished' })
    await world.pass(day)
    const [, second] = await world.allRuns()
    expect(await world.tasks(second?.id ?? 0)).toEqual({
      run: 'finished',
      at: 'finished',
      people: 'finished',
      more: 'finished',
      both: 'finished',
    })
  })
})

describe('firings that were missed', () => {
  it.each([
    ['once', [monday + 7 * day]],
    ['each', [1, 2, 3, 4, 5, 6, 7].map(number => monday + number * day)],
    ['skip', []],
  ] as const)('while the machine was off for a week are made up for: %s', async (missed, expected) => {
    const clock = createFakeClock()
    const world = await createWorkflowWorld(daily({ missed }), clock)
    await world.start()
    clock.set(monday + 7 * day + hour)
    const next = await world.reopen('crash')
    expect((await next.allRuns()).map(({ dueAt }) => dueAt)).toEqual(expected)
    expect((await next.allRuns()).every(({ state }) => state === 'finished')).toBe(true)
    expect((await next.workflow()).firings).toEqual([{ activityId: 'at', dueAt: monday + 8 * day }])
    expect(await next.logged('firings-missed')).toHaveLength(1)
  })

  it('while the workflow was paused are made up for when it goes on', async () => {
    const world = await createWorkflowWorld(daily())
    await world.start()
    await world.call('workflows.pause', { id: world.id })
    await world.pass(3 * day + hour)
    expect(await world.allRuns()).toEqual([])
    await world.call('workflows.resume', { id: world.id })
    await world.rest()
    await world.pass(1000)
    expect((await world.allRuns()).map(({ dueAt }) => dueAt)).toEqual([monday + 3 * day])
  })
})

describe('a schedule that comes due while its run is under way', () => {
  const slow = (overlap: 'skip' | 'queue') =>
    draw(
      { at: given.daily, people: given.everyone, ask: { kind: 'approval', settings: { question: 'Go?' } } },
      ['at>people', 'people>ask'],
      { overlap },
    )

  it('is skipped, and the log says so', async () => {
    const world = await createWorkflowWorld(slow('skip'))
    await world.start()
    await world.pass(3 * day)
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['running'])
    expect(await world.logged('run-overlapped')).toHaveLength(2)
  })

  it('is queued, and begins when the run before it is over', async () => {
    const world = await createWorkflowWorld(slow('queue'))
    await world.start()
    await world.pass(3 * day)
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['running', 'queued', 'queued'])
    const [first] = await world.allRuns()
    await world.call('workflows.answer', { runId: first?.id ?? 0, activityId: 'ask', answer: 'yes' })
    await world.rest()
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['finished', 'running', 'queued'])
    await world.call('workflows.stop', { id: world.id })
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['finished', 'stopped', 'stopped'])
  })

  it('fires where that run only waits for its moment', async () => {
    const wait = { kind: 'wait', settings: { duration: { amount: 3, unit: 'days' } } } as const
    const document = draw({ at: given.daily, people: given.everyone, wait }, ['at>people', 'people>wait'])
    const world = await createWorkflowWorld(document)
    await world.start()
    await world.pass(2 * day)
    expect((await world.allRuns()).map(({ state }) => state)).toEqual(['running', 'running'])
  })
})

describe('a clock that is set', () => {
  it('back by a day does not fire again for what has fired', async () => {
    const clock = createFakeClock()
    const world = await createWorkflowWorld(daily(), clock)
    await world.start()
    await world.pass(2 * day + hour)
    clock.set(clock.now() - day)
    await world.pass(2 * day)
    expect((await world.allRuns()).map(({ dueAt }) => dueAt)).toEqual(
      [1, 2, 3].map(number => monday + number * day),
    )
    expect(await world.logged('clock-set-back')).toHaveLength(1)
  })

  it('forward by a day fires for the moment that it passed over, and once for it when it is set right', async () => {
    const clock = createFakeClock()
    const world = await createWorkflowWorld(daily(), clock)
    await world.start()
    await world.pass(hour)
    clock.set(clock.now() + day)
    await world.pass(hour)
    expect((await world.allRuns()).map(({ dueAt }) => dueAt)).toEqual([monday + day])
    clock.set(clock.now() - day)
    await world.pass(2 * day)
    expect((await world.allRuns()).map(({ dueAt }) => dueAt)).toEqual([monday + day, monday + 2 * day])
  })

  it('back by years does not keep a schedule waiting for years', async () => {
    const clock = createFakeClock(Date.UTC(2036, 0, 7, 8))
    const world = await createWorkflowWorld(daily(), clock)
    await world.start()
    await world.pass(2 * hour)
    clock.set(monday)
    await world.pass(day)
    expect((await world.allRuns()).map(({ dueAt }) => dueAt)).toEqual([Date.UTC(2036, 0, 7, 9), monday + day])
  })

  it('back lets a wait last no longer than it was to', async () => {
    const clock = createFakeClock()
    const world = await createWorkflowWorld(
      draw({ people: given.everyone, wait: given.hour, end: { kind: 'end' } }, ['people>wait', 'wait>end']),
      clock,
    )
    const runId = await world.start()
    clock.set(clock.now() - day)
    await world.pass(hour + 120_000)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished' })
  })
})

describe('the nights when the clocks change', () => {
  it.each([
    ['forward', Date.UTC(2026, 2, 28, 12), '02:30', [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 2, 30, 0, 30)]],
    [
      'back',
      Date.UTC(2026, 9, 24, 12),
      '02:30',
      [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 26, 1, 30)],
    ],
  ] as const)('%s, a daily schedule fires once a day', async (_name, start, time, expected) => {
    const at = { kind: 'scheduler', settings: { schedule: everyDay([time]) } } as const
    const document = draw({ at, people: given.everyone }, ['at>people'], { timeZone: 'Europe/Amsterdam' })
    const world = await createWorkflowWorld(document, createFakeClock(start))
    await world.start()
    await world.pass(2 * day)
    const moments = (await world.allRuns()).map(({ dueAt }) => dueAt)
    expect(moments).toHaveLength(2)
    expect(moments.at(1)).toBe(expected[1])
  })
})

describe('the zone of a wait until a moment', () => {
  const until: GivenActivity = {
    kind: 'wait',
    settings: { until: 'moment', day: '2026-01-06', time: '10:00' },
  }
  const waiting = draw({ people: given.everyone, wait: until, end: { kind: 'end' } }, [
    'people>wait',
    'wait>end',
  ])

  it.each(['while it waits', 'while the program is off'])(
    'is that of the machine, and changes with it %s',
    async when => {
      const clock = createFakeClock()
      let world = await createWorkflowWorld(waiting, clock)
      const runId = await world.start()
      clock.setTimeZone('Asia/Tokyo')
      if (when === 'while the program is off') world = await world.reopen()
      await world.pass(15 * hour)
      expect((await world.tasks(runId))['wait']).toBe('running')
      await world.pass(hour + 120_000)
      expect((await world.tasks(runId))['wait']).toBe('finished')
    },
  )
})

describe('a wait that ends within times of the week', () => {
  it('ends at the next of them where the machine was off until Saturday night', async () => {
    const window = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
    const wait: GivenActivity = {
      kind: 'wait',
      settings: { until: 'duration', duration: { amount: 4, unit: 'days' }, window },
    }
    const document = draw({ people: given.everyone, wait, end: { kind: 'end' } }, ['people>wait', 'wait>end'])
    const clock = createFakeClock()
    const off = await createWorkflowWorld(document, clock)
    const runId = await off.start()
    await off.pass(hour)
    clock.set(monday + 5 * day + 14 * hour)
    const world = await off.reopen()
    const asleep = await world.run(runId)
    expect(asleep.activities.find(({ activityId }) => activityId === 'wait')).toMatchObject({
      state: 'running',
      wakeAt: monday + 7 * day,
    })
    await world.pass(2 * day)
    expect((await world.tasks(runId))['wait']).toBe('finished')
  })
})

describe('the zone of a schedule', () => {
  it('is that of the machine, and changes with it', async () => {
    const clock = createFakeClock(monday, 'Europe/Stockholm')
    const world = await createWorkflowWorld(daily(), clock)
    await world.start()
    expect((await world.workflow()).firings).toEqual([{ activityId: 'at', dueAt: monday + day - hour }])
    clock.setTimeZone('America/New_York')
    await world.pass(120_000)
    expect((await world.workflow()).firings).toEqual([{ activityId: 'at', dueAt: monday + 5 * hour }])
  })

  it('is that of the workflow where it names one, and changes when that is published', async () => {
    const world = await createWorkflowWorld(daily({ timeZone: 'Europe/Stockholm' }))
    await world.start()
    await world.redraw(daily({ timeZone: 'America/New_York' }))
    expect((await world.workflow()).firings).toEqual([{ activityId: 'at', dueAt: monday + day - hour }])
    await world.call('workflows.publish', { id: world.id })
    expect((await world.workflow()).firings).toEqual([{ activityId: 'at', dueAt: monday + 5 * hour }])
  })
})
