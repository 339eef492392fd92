import { expect, test } from 'vitest'
import type { StepOutcome } from '../../../../../src/main/engine/activities/activity-runner.ts'
import { executeActivity } from '../../../../../src/main/engine/activities/index.ts'
import { incrementalHandlers } from '../../../../../src/main/engine/incremental/handlers.ts'
import { everyone } from '../../../../../src/shared/rule.ts'
import { createSetting, createStep, readMembers } from '../../../../cases/activities/activity-setting.ts'
import type { CampaignWorld } from '../../../../support/campaign-world.ts'

const settings = { source: 'rule', rule: everyone, by: { mode: 'never-returned', keepDays: 0 } }
const given = { name: '', settings, issues: [] }
const place = { workflowId: 1, activityId: 'a' }

async function worldWithTask(): Promise<CampaignWorld> {
  const world = await createSetting(given)
  const { sql } = world.context.workspace
  sql.exec("INSERT INTO activity_runs (run_id, activity_id, state) VALUES (1, 'a', 'running')")
  return world
}

function execute(world: CampaignWorld, signal = new AbortController().signal): Promise<StepOutcome> {
  return executeActivity('incremental-query', { ...createStep(world, 'incremental-query', given), signal })
}

/** What the engine does when the outcome is in; `run` makes the next execution one of another run. */
function commit(world: CampaignWorld): void {
  const { sql } = world.context.workspace
  sql.exec("UPDATE activity_runs SET state = 'finished' WHERE run_id = 1")
  sql.exec("UPDATE activity_runs SET state = 'running' WHERE run_id = 1")
}

function returned(world: CampaignWorld, outcome: StepOutcome): unknown {
  return outcome.kind === 'finished' ? readMembers(world, outcome.outputs)['result'] : outcome.kind
}

test('Nobody is returned twice, and new people are returned the next time', async () => {
  const world = await worldWithTask()
  expect(returned(world, await execute(world))).toEqual([1, 2, 3])
  commit(world)
  expect(returned(world, await execute(world))).toBeUndefined()
  commit(world)
  world.addPeople([{ phone: '+447700900009' }])
  expect(returned(world, await execute(world))).toEqual([4])
})

test('An execution that was cut off after it noted whom it returned gives the same people again', async () => {
  const world = await worldWithTask()
  expect(returned(world, await execute(world))).toEqual([1, 2, 3])
  expect(returned(world, await execute(world))).toEqual([1, 2, 3])
  commit(world)
  expect(returned(world, await execute(world))).toBeUndefined()
})

test('An execution that is cut off while it notes them leaves nothing behind', async () => {
  const world = await worldWithTask()
  const { sql } = world.context.workspace
  world.addPeople(Array.from({ length: 12_000 }, (_, index) => ({ phone: `+4477${20_000_000 + index}` })))
  const abort = new AbortController()
  const cutOff = execute(world, abort.signal)
  const noted = sql.prepare('SELECT count(*) FROM incremental_people').pluck()
  while (noted.get() === 0) await new Promise(resolve => setImmediate(resolve))
  abort.abort()
  expect((await cutOff).kind).toBe('waiting')
  expect(noted.get()).toBeLessThan(12_003)
  expect(returned(world, await execute(world))).toHaveLength(12_003)
})

test('It tells what it remembers and how many are new, and forgets when it is asked to', async () => {
  const world = await worldWithTask()
  const calls = incrementalHandlers(world.context)
  const status = () => calls['incremental.status']({ ...place, settings })
  expect(await status()).toEqual({ returned: 0, lastAt: null, fresh: 3 })
  await execute(world)
  commit(world)
  world.addPeople([{ phone: '+447700900009' }])
  expect(await status()).toEqual({ returned: 3, lastAt: world.clock.now(), fresh: 1 })
  await calls['incremental.forget'](place)
  expect(await status()).toEqual({ returned: 0, lastAt: null, fresh: 4 })
  expect((await calls['incremental.status']({ ...place, settings: {} })).fresh).toBeNull()
})

test('The history of a workflow that was removed is swept away by the next execution', async () => {
  const world = await worldWithTask()
  const { sql } = world.context.workspace
  sql.exec(`INSERT INTO workflows (id, name, document, created_at, updated_at) VALUES (2, 'Gone', '{}', 0, 0);
    INSERT INTO incremental_queries VALUES (9, 2, 'a');
    INSERT INTO incremental_batches VALUES (9, 9, 5, 'a', 0, 1, 1);
    INSERT INTO incremental_people VALUES (9, 1, 9);
    DELETE FROM workflows WHERE id = 2`)
  await execute(world)
  expect(sql.prepare('SELECT count(*) FROM incremental_people WHERE query_id = 9').pluck().get()).toBe(0)
  expect(sql.prepare('SELECT count(*) FROM incremental_queries').pluck().get()).toBe(1)
})
