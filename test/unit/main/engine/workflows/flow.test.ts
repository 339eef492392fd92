import { describe, expect, it } from 'vitest'
import { createWorkflowWorld, draw, given } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const jump = { settings: { name: 'Reminder' } }
const ask = { kind: 'approval', settings: { question: 'Go?' } } as const
const moreThan = (value: number) => ({
  kind: 'test' as const,
  settings: {
    branches: [
      {
        id: 'many',
        label: '',
        match: 'all',
        conditions: [{ subject: 'people', operator: 'more', value }],
      },
    ],
    hasDefault: true,
  },
})

describe('a jump', () => {
  const jumping = draw(
    {
      arrive: { kind: 'jump-in', ...jump },
      sms: given.sms,
      people: given.everyone,
      fork: { kind: 'fork' },
      hour: given.hour,
      now: { kind: 'jump-out', ...jump },
      later: { kind: 'jump-out', ...jump },
    },
    ['people>fork', 'fork>now', 'fork.branch-2>hour', 'hour>later', 'arrive>sms'],
  )

  it('is waited for like a transition, and everybody comes out of several once', async () => {
    const world = await createWorkflowWorld(jumping)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ now: 'finished', hour: 'running', arrive: 'pending' })
    await world.pass(2 * hour)
    expect(await world.counts(runId)).toMatchObject({ 'arrive:arrived:sms': 3 })
    expect((await world.call('deliveries.list', {})).length).toBe(1)
  })

  it('belongs to the part of the trigger that it is behind', async () => {
    const scheduled = draw(
      {
        arrive: { kind: 'jump-in', ...jump },
        people: given.everyone,
        end: { kind: 'end' },
        daily: given.daily,
        away: { kind: 'jump-out', ...jump },
      },
      ['daily>away', 'arrive>people', 'people>end'],
    )
    const world = await createWorkflowWorld(scheduled)
    expect(await world.start()).toBe(0)
    await world.pass(25 * hour)
    const [run] = await world.allRuns()
    expect(await world.counts(run?.id ?? 0)).toMatchObject({ 'people:result:end': 3 })
  })
})

describe('a Test', () => {
  it('lets everyone take one way, and what is on the others is never executed', async () => {
    const testing = draw(
      { people: given.everyone, test: moreThan(2), many: { kind: 'end' }, few: { kind: 'end' } },
      ['people>test', 'test.many>many', 'test.default>few'],
    )
    const world = await createWorkflowWorld(testing)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', many: 'finished', few: 'skipped' })
    expect(await world.counts(runId)).toEqual({ 'people:result:test': 3, 'test:many:many': 3 })
  })
})

describe('an Approval', () => {
  const asking = draw(
    { people: given.everyone, ask, sms: given.sms, other: given.everyone, end: { kind: 'end' } },
    ['people>ask', 'ask.yes>sms', 'other>end'],
  )

  it('keeps nothing else from going on, and lets everyone go the way of the answer', async () => {
    const world = await createWorkflowWorld(asking)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ ask: 'running', end: 'finished', sms: 'pending' })
    await world.call('workflows.answer', { runId, activityId: 'ask', answer: 'yes' })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ ask: 'finished', sms: 'finished' })
  })

  it('ends the branch by an answer that leads nowhere', async () => {
    const world = await createWorkflowWorld(asking)
    const runId = await world.start()
    await world.call('workflows.answer', { runId, activityId: 'ask', answer: 'no' })
    await world.rest()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', sms: 'skipped' })
  })
})

describe('an And-join', () => {
  const joining = (primary: string, outlet: string) =>
    draw(
      {
        people: given.everyone,
        test: moreThan(100),
        hour: given.hour,
        others: given.everyone,
        join: { kind: 'and-join', settings: { primary: { from: primary, outlet } } },
        sms: given.sms,
      },
      ['people>test', 'test.default>hour', 'hour>join', 'others>join', 'join>sms'],
    )

  it('waits for the last of its branches', async () => {
    const world = await createWorkflowWorld(joining('others', 'result'))
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ others: 'finished', join: 'pending' })
    await world.pass(2 * hour)
    expect(await world.counts(runId)).toMatchObject({ 'join:joined:sms': 3 })
  })

  it('is never reached where one of its branches cannot come any more', async () => {
    const document = joining('others', 'result')
    const dead = document.transitions.map(transition =>
      transition.from === 'test' ? { ...transition, outlet: 'many' } : transition,
    )
    const world = await createWorkflowWorld({ ...document, transitions: dead })
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', join: 'skipped', sms: 'skipped' })
  })
})

describe('an End', () => {
  it('that ends the run skips what is still under way', async () => {
    const ending = draw(
      {
        people: given.everyone,
        fork: { kind: 'fork' },
        end: { kind: 'end', settings: { stopsRun: true } },
        hour: given.hour,
        sms: given.sms,
      },
      ['people>fork', 'fork>end', 'fork.branch-2>hour', 'hour>sms'],
    )
    const world = await createWorkflowWorld(ending)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', hour: 'skipped', sms: 'skipped' })
    await world.pass(2 * hour)
    expect(await world.call('deliveries.list', {})).toEqual([])
  })
})
