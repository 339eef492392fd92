import { describe, expect, it } from 'vitest'
import { byDate, createDueWorld } from '../../../../support/due-world.ts'
import { draw, given, type GivenActivity, type WorkflowWorld } from '../../../../support/workflow-world.ts'

const day = 24 * 3_600_000

/** Everyone of the first set who is not in the other one, or whatever else is done with both. */
const meeting = (operation: string, between: GivenActivity): ReturnType<typeof draw> =>
  draw(
    {
      people: given.everyone,
      wait: byDate,
      between,
      other: given.everyone,
      meet: { kind: 'combine', settings: { operation, primary: { from: 'other', outlet: 'result' } } },
      end: { kind: 'end' },
    },
    ['people>wait', 'wait>between', 'between>meet', 'other>meet', 'meet>end'],
    { errorPolicy: 'ignore' },
  )

/** Nobody waits for person 14, who has no date. */
const withoutDate = [{ id: 14, phone: '+447700900014' }]

/** Who left where the ways meet, in whichever run. */
function metBy({ context }: WorkflowWorld): number[] {
  return context.workspace.sql
    .prepare(
      `SELECT person_id FROM workflow_runs runs JOIN activity_outputs ON run_id = runs.id
       JOIN population_members USING (population_id) WHERE activity_id = 'meet' ORDER BY person_id`,
    )
    .pluck()
    .all() as number[]
}

describe('where a set of a run meets people who have gone on by themselves', () => {
  it.each([
    ['an exclusion takes all of them away, whenever they went', 'exclusion', [14]],
    ['a union has each of them once', 'union', [11, 12, 13, 14]],
    ['an intersection has each of them once', 'intersection', [11, 12, 13]],
  ])('%s', async (_, operation, expected) => {
    const world = await createDueWorld(meeting(operation, { kind: 'fork' }), withoutDate)
    await world.start()
    await world.pass(2 * day)
    expect(metBy(world)).toEqual(expected)
    expect((await world.workflow()).state).toBe('finished')
  })

  it.each(['union', 'intersection'])(
    'nobody leaves twice who comes by two waits at different moments: %s',
    async operation => {
      const later = { ...byDate, settings: { ...byDate.settings, offset: 1 } }
      const document = draw(
        {
          people: given.everyone,
          one: byDate,
          two: later,
          meet: { kind: 'combine', settings: { operation } },
        },
        ['people>one', 'people>two', 'one>meet', 'two>meet'],
      )
      const world = await createDueWorld(document, withoutDate)
      await world.start()
      await world.pass(4 * day)
      expect(metBy(world)).toEqual([11, 12, 13])
      expect((await world.workflow()).state).toBe('finished')
    },
  )

  it('those who are still on their way are waited for', async () => {
    const world = await createDueWorld(meeting('exclusion', { kind: 'fork', mode: 'held' }), withoutDate)
    const runId = await world.start()
    await world.pass(2 * day)
    const early = world.context.workspace.sql.prepare('SELECT max(id) FROM workflow_runs').pluck().get()
    for (const id of [runId, Number(early)]) {
      expect(metBy(world)).toEqual([])
      await world.call('workflows.release', { runId: id, activityId: 'between' })
      await world.rest()
    }
    expect(metBy(world)).toEqual([14])
    expect((await world.workflow()).state).toBe('finished')
  })

  it('the result is the same whenever the engine dies', async () => {
    let world = await createDueWorld(meeting('exclusion', given.hour), withoutDate)
    await world.start()
    for (let times = 0; times < 30; times += 1) {
      await world.clock.advance(day / 24)
      world = await world.reopen('crash')
    }
    expect(metBy(world)).toEqual([14])
  })

  it('nothing is executed where some of them have failed to come: the others would be texted wrongly', async () => {
    const subscribe = { kind: 'subscribe', settings: { listId: 1, note: 'At the counter' } } as const
    const world = await createDueWorld(meeting('exclusion', subscribe), withoutDate)
    const { sql } = world.context.workspace
    sql.exec("INSERT INTO subscription_lists (id, name, created_at, changed_at) VALUES (1, 'News', 0, 0)")
    const runId = await world.start()
    sql.exec('UPDATE subscription_lists SET removed_at = 1')
    await world.pass(day / 2)
    sql.exec('UPDATE subscription_lists SET removed_at = NULL')
    await world.pass(2 * day)
    expect((await world.counts(runId))['between:result:meet']).toBe(2)
    expect(metBy(world)).toEqual([])
    expect((await world.workflow()).state).toBe('finished')
  })
})
