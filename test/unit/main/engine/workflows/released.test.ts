import { describe, expect, it } from 'vitest'
import { byDate, createDueWorld } from '../../../../support/due-world.ts'
import { draw, given } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const day = 24 * hour

const simple = draw({ people: given.everyone, wait: byDate, sms: given.sms }, ['people>wait', 'wait>sms'])

describe('people who go on at moments of their own', () => {
  it('do so in runs of their own, which count in the run that they come from', async () => {
    const world = await createDueWorld(simple)
    const runId = await world.start()
    await world.pass(hour + 60_000)
    const first = await world.run(runId)
    expect(first).toMatchObject({ state: 'running', children: 1 })
    expect(await world.counts(runId)).toMatchObject({ 'people:result:wait': 3, 'wait:ended:sms': 1 })
    const [, wait] = first.activities
    expect(first.activities.find(({ activityId }) => activityId === 'wait')?.waiting).toBe(2)
    expect(wait).toBeDefined()

    await world.pass(day)
    expect(await world.counts(runId)).toMatchObject({ 'wait:ended:sms': 3 })
    expect(await world.allRuns()).toHaveLength(1)
    expect((await world.call('deliveries.list', {})).length).toBe(2)
    expect((await world.workflow()).state).toBe('finished')
  })

  it('are let go once, whenever the engine dies', async () => {
    let world = await createDueWorld(simple)
    const runId = await world.start()
    for (let times = 0; times < 30; times += 1) {
      await world.clock.advance(hour)
      world = await world.reopen('crash')
    }
    expect(await world.counts(runId)).toMatchObject({ 'wait:ended:sms': 3 })
    const people = world.context.workspace.sql.prepare('SELECT count(*) FROM messages').pluck().get()
    expect(people).toBe(3)
  })

  it('keep their version when another one is published', async () => {
    const world = await createDueWorld(simple)
    const runId = await world.start()
    await world.redraw(draw({ people: given.everyone, end: { kind: 'end' } }, ['people>end']))
    expect(await world.call('workflows.affects', { id: world.id })).toMatchObject({
      waiting: [{ activityId: 'wait', kind: 'wait', people: 3, change: 'removed' }],
    })
    await world.call('workflows.publish', { id: world.id })
    await world.pass(2 * day)
    expect(await world.counts(runId)).toMatchObject({ 'wait:ended:sms': 3 })
  })

  it('are all let go at once when somebody asks for it', async () => {
    const world = await createDueWorld(simple)
    const runId = await world.start()
    await world.call('workflows.executeNow', { id: world.id, activityId: 'wait' })
    await world.rest()
    expect(await world.counts(runId)).toMatchObject({ 'wait:ended:sms': 3 })
    expect((await world.workflow()).state).toBe('finished')
  })

  it('need not wait where they are now, when somebody asks for it in the run that they come from', async () => {
    const world = await createDueWorld(
      draw({ people: given.everyone, wait: byDate, hour: given.hour, sms: given.sms }, [
        'people>wait',
        'wait>hour',
        'hour>sms',
      ]),
    )
    const runId = await world.start()
    await world.pass(hour + 60_000)
    await world.call('workflows.executeNow', { id: world.id, activityId: 'hour', runId })
    await world.rest()
    expect(await world.counts(runId)).toMatchObject({ 'wait:ended:hour': 1, 'hour:ended:sms': 1 })
  })

  it('are stopped with their run', async () => {
    const world = await createDueWorld(
      draw({ people: given.everyone, wait: byDate, hour: given.hour, sms: given.sms }, [
        'people>wait',
        'wait>hour',
        'hour>sms',
      ]),
    )
    const runId = await world.start()
    await world.pass(hour + 60_000)
    await world.call('workflows.stop', { id: world.id })
    await world.pass(2 * day)
    expect(await world.counts(runId)).not.toHaveProperty('hour:ended:sms')
    expect(await world.call('deliveries.list', {})).toEqual([])
  })
})

describe('where people who go on by themselves meet what their run computed', () => {
  const meeting = (operation: string) =>
    draw(
      {
        people: given.everyone,
        wait: byDate,
        other: { kind: 'build-audience', settings: { source: 'audience', audienceId: 2 } },
        meet: {
          kind: 'combine',
          settings: { operation, primary: { from: 'wait', outlet: 'ended' } },
        },
        end: { kind: 'end' },
      },
      ['people>wait', 'wait>meet', 'other>meet', 'meet>end'],
    )

  async function combine(operation: string): Promise<number[]> {
    const world = await createDueWorld(meeting(operation))
    world.context.workspace.sql.exec(
      `INSERT INTO audiences (id, name, kind, rule, created_at, updated_at)
       VALUES (2, 'Other', 'query', '{"version":1,"root":{"type":"group","match":"all","items":[
         {"type":"condition","field":"phone","operator":"is","value":"+447700900012"}]}}', 0, 0)`,
    )
    await world.start()
    await world.pass(2 * day)
    return world.context.workspace.sql
      .prepare(
        `SELECT person_id FROM workflow_runs runs JOIN activity_outputs ON run_id = runs.id
         JOIN population_members USING (population_id)
         WHERE activity_id = 'meet' ORDER BY person_id`,
      )
      .pluck()
      .all() as number[]
  }

  it('only they pass a union, nobody of the other transition once more', async () => {
    expect(await combine('union')).toEqual([11, 12, 13])
  })

  it('an intersection sees the other set', async () => {
    expect(await combine('intersection')).toEqual([12])
  })

  it('an exclusion sees the other set', async () => {
    expect(await combine('exclusion')).toEqual([11, 13])
  })
})
