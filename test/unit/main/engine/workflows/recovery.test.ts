import { expect, it } from 'vitest'
import { createWorkflowWorld, draw, given, type WorkflowWorld } from '../../../../support/workflow-world.ts'

const hour = 3_600_000
const isMany = { subject: 'people', operator: 'at-least', value: 2 }

/** Twelve activities: sources, a set operation, a choice, a wait, a join, an SMS, and a part that is out of reach. */
const drawing = draw(
  {
    go: { kind: 'start' },
    one: given.everyone,
    other: given.everyone,
    both: { kind: 'combine', settings: { operation: 'intersection' } },
    choice: {
      kind: 'test',
      settings: {
        branches: [{ id: 'many', label: 'Many', match: 'all', conditions: [isMany] }],
        hasDefault: true,
      },
    },
    fork: { kind: 'fork' },
    wait: given.hour,
    join: { kind: 'and-join' },
    sms: given.sms,
    few: given.sms,
    list: { kind: 'save-audience', settings: { mode: 'new', name: 'Kept' } },
    end: { kind: 'end' },
  },
  [
    'go>one',
    'go>other',
    'one>both',
    'other>both',
    'both>choice',
    'choice.many>fork',
    'choice.default>few',
    'fork>wait',
    'fork>join',
    'wait>join',
    'join>sms',
    'join>list',
    'list>end',
  ],
  { qualification: { rule: 'once' }, personLimit: 100, variables: [{ name: 'x', value: 1 }] },
)

/** All that a run has brought about. */
async function read(world: WorkflowWorld, runId: number): Promise<object> {
  const { sql } = world.context.workspace
  const rows = (query: string): unknown[] => sql.prepare(query).raw().all()
  return {
    tasks: await world.tasks(runId),
    counts: await world.counts(runId),
    state: (await world.workflow()).state,
    outputs: rows(
      `SELECT activity_id, outlet, person_id FROM activity_outputs
       LEFT JOIN population_members USING (population_id) ORDER BY 1, 2, 3`,
    ),
    deliveries: rows('SELECT state, activity_id FROM deliveries'),
    messages: rows('SELECT recipient, state FROM messages ORDER BY 1'),
    runs: rows('SELECT count(*) FROM workflow_runs'),
    passes: rows('SELECT person_id, run_id FROM workflow_passes'),
    finished: rows("SELECT activity_id FROM workflow_logs WHERE code = 'activity-finished' ORDER BY 1"),
  }
}

async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
}

/** Runs the workflow to its end; the engine is killed after so many turns of the event loop. */
async function runKilled(turns: number): Promise<{ readonly result: object; readonly isAtRest: boolean }> {
  let world = await createWorkflowWorld(drawing)
  const { runId } = await world.call('workflows.start', { id: world.id })
  for (let passed = 0; passed < turns; passed += 1) await turn()
  const { wait } = await world.tasks(runId ?? 0)
  world = await world.reopen('crash')
  await world.rest()
  await world.pass(hour + 1000)
  return { result: await read(world, runId ?? 0), isAtRest: wait === 'running' }
}

it('A run that is killed at any turn of the event loop comes to the same result', async () => {
  const world = await createWorkflowWorld(drawing)
  const runId = await world.start()
  await world.pass(hour + 1000)
  const undisturbed = await read(world, runId)
  expect(undisturbed).toMatchObject({
    state: 'finished',
    messages: [expect.anything(), expect.anything(), expect.anything()],
  })
  let turns = 0
  for (let isAtRest = false; !isAtRest; turns += 1) {
    const killed = await runKilled(turns)
    expect(killed.result, `killed after ${turns} turns`).toEqual(undisturbed)
    isAtRest = killed.isAtRest
  }
  expect(turns).toBeGreaterThan(12)
}, 60_000)

it('A run that is killed after its wait comes to the same result', async () => {
  const undisturbed = await runKilled(0)
  for (let turns = 0; turns < 40; turns += 2) {
    let world = await createWorkflowWorld(drawing)
    const runId = await world.start()
    await world.clock.advance(hour - 1)
    world.clock.set(world.clock.now() + 1)
    await world.clock.advance(0)
    for (let passed = 0; passed < turns; passed += 1) await turn()
    world = await world.reopen('crash')
    await world.pass(120_000)
    expect(await read(world, runId), `killed after ${turns} turns`).toEqual(undisturbed.result)
  }
}, 60_000)
