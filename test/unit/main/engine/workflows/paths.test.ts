import { describe, expect, it } from 'vitest'
import { createWorkflowWorld, draw, given } from '../../../../support/workflow-world.ts'

const never = { kind: 'test', settings: { branches: [neverMet()], hasDefault: true } } as const

function neverMet(): object {
  const condition = { subject: 'people', operator: 'at-least', value: 1_000_000 }
  return { id: 'many', label: 'Many', match: 'all', conditions: [condition] }
}

describe('a transition that cannot fire any more', () => {
  it('is not waited for', async () => {
    const document = draw(
      { people: given.everyone, choice: never, other: given.everyone, both: { kind: 'combine' } },
      ['people>choice', 'choice.many>both', 'other>both'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toEqual({
      run: 'finished',
      people: 'finished',
      choice: 'finished',
      other: 'finished',
      both: 'finished',
    })
  })

  it('puts what lies behind it alone out of reach', async () => {
    const document = draw(
      { people: given.everyone, choice: never, many: { kind: 'fork' }, end: { kind: 'end' } },
      ['people>choice', 'choice.many>many', 'many>end'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', many: 'skipped', end: 'skipped' })
  })

  it('keeps an And-join from firing', async () => {
    const document = draw(
      { people: given.everyone, choice: never, join: { kind: 'and-join' }, end: { kind: 'end' } },
      ['people>choice', 'choice.many>join', 'people>join', 'join>end'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', join: 'skipped', end: 'skipped' })
  })
})

describe('an And-join', () => {
  it('fires when all its transitions have, with one set of people', async () => {
    const document = draw(
      {
        people: given.everyone,
        fork: { kind: 'fork' },
        wait: given.hour,
        join: { kind: 'and-join' },
        end: { kind: 'end' },
      },
      ['people>fork', 'fork>wait', 'fork>join', 'wait>join', 'join>end'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'running', join: 'pending' })
    await world.pass(3_600_000)
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', join: 'finished', end: 'finished' })
    expect(await world.counts(runId)).toMatchObject({ 'join:joined:end': 3 })
  })
})

describe('a disabled activity', () => {
  it('is not executed, nor is anything that follows', async () => {
    const document = draw(
      {
        people: given.everyone,
        off: { ...given.everyone, mode: 'disabled' },
        both: { kind: 'combine' },
        other: { kind: 'end' },
      },
      ['people>both', 'off>both', 'people>other'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toEqual({
      run: 'finished',
      people: 'finished',
      off: 'skipped',
      both: 'skipped',
      other: 'finished',
    })
  })

  it('that is a schedule does not fire', async () => {
    const document = draw({ at: { ...given.daily, mode: 'disabled' }, people: given.everyone }, ['at>people'])
    const world = await createWorkflowWorld(document)
    await world.start()
    expect(await world.workflow()).toMatchObject({ state: 'finished', firings: [] })
  })
})

describe('a jump', () => {
  const out = { kind: 'jump-out', settings: { name: 'There' } } as const
  const arrival = { kind: 'jump-in', settings: { name: 'there' } } as const

  it('takes people on to the place of its name, from several places each once', async () => {
    const document = draw(
      { one: given.everyone, other: given.everyone, out, away: out, arrival, end: { kind: 'end' } },
      ['one>out', 'other>away', 'arrival>end'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', arrival: 'finished', end: 'finished' })
    expect(await world.counts(runId)).toMatchObject({ 'arrival:arrived:end': 3 })
  })

  it('is executed with the schedule that leads to it', async () => {
    const document = draw({ at: given.hourly, people: given.everyone, out, arrival, end: { kind: 'end' } }, [
      'at>people',
      'people>out',
      'arrival>end',
    ])
    const world = await createWorkflowWorld(document)
    expect(await world.start()).toBe(0)
    await world.pass(3_600_000)
    expect(await world.allRuns()).toMatchObject([{ state: 'finished', tasks: { finished: 5 } }])
  })
})

describe('an End', () => {
  it('that stops the run skips whatever is still under way, and the run is over', async () => {
    const document = draw(
      {
        people: given.everyone,
        fork: { kind: 'fork' },
        wait: given.hour,
        late: given.everyone,
        end: { kind: 'end', settings: { stopsRun: true } },
      },
      ['people>fork', 'fork>wait', 'wait>late', 'fork>end'],
    )
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect(await world.tasks(runId)).toMatchObject({ run: 'finished', wait: 'skipped', late: 'skipped' })
    expect((await world.workflow()).state).toBe('finished')
  })
})

describe('a run', () => {
  it('of five hundred activities ends, and tells its clients only now and then', async () => {
    const activities = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`a${index}`, { kind: 'fork' as const }]),
    )
    const lines = Array.from({ length: 499 }, (_, index) => `a${index}>a${index + 1}`)
    const document = draw({ people: given.everyone, ...activities }, ['people>a0', ...lines])
    const world = await createWorkflowWorld(document)
    const runId = await world.start()
    expect((await world.run(runId)).state).toBe('finished')
    await world.pass(1000)
    const told = world.pushes.filter(({ name }) => name === 'workflow.run-changed')
    expect(told.length).toBeLessThan(5)
  })
})
