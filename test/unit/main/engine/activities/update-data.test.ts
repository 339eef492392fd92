import { expect, test } from 'vitest'
import type { Step } from '../../../../../src/main/engine/activities/activity-runner.ts'
import { executeActivity } from '../../../../../src/main/engine/activities/index.ts'
import { createSetting, createStep, readMembers } from '../../../../cases/activities/activity-setting.ts'
import type { CampaignWorld } from '../../../../support/campaign-world.ts'

const settings = {
  changes: [{ field: 'last_name', to: { kind: 'column', column: 'name' }, when: 'different' }],
  addTags: ['Told'],
  removeTags: [],
  rejects: false,
  errorOutlet: false,
}
const many = 5000

/** Five thousand people more, every one of whom brings a name along. */
async function worldWithMany(): Promise<{ world: CampaignWorld; step: Step }> {
  const world = await createSetting({ name: '', settings, issues: [] })
  const ids = world.addPeople(
    Array.from({ length: many }, (_, index) => ({ phone: `+4477${20_000_000 + index}` })),
  )
  const inbound = ids.map(id => ({ id, name: `Name ${id}` }))
  const step = createStep(world, 'update-data', { name: '', settings, issues: [], inbound })
  world.context.workspace.sql.exec(
    "INSERT INTO activity_runs (run_id, activity_id, state) VALUES (1, 'a', 'running')",
  )
  return { world, step }
}

function countOf(world: CampaignWorld, query: string): unknown {
  return world.context.workspace.sql.prepare(`SELECT count(*) FROM ${query}`).pluck().get()
}

test('Cut off in the middle and executed again, everyone is changed once and counted once', async () => {
  const { world, step } = await worldWithMany()
  const abort = new AbortController()
  const cutOff = executeActivity('update-data', { ...step, signal: abort.signal })
  const named = "people WHERE last_name LIKE 'Name %'"
  while (countOf(world, named) === 0) await new Promise(resolve => setImmediate(resolve))
  abort.abort()
  expect((await cutOff).kind).toBe('waiting')
  expect(countOf(world, named)).toBeLessThan(many)
  // What somebody changes meanwhile behind it is not changed back.
  world.context.workspace.sql.exec("UPDATE people SET last_name = 'Own' WHERE id = 4")
  const outcome = await executeActivity('update-data', step)
  expect(outcome).toMatchObject({
    kind: 'finished',
    variables: { people_changed: many, people_rejected: 0 },
    notes: [{ code: 'people-updated', data: { changed: many, rejected: 0 } }],
  })
  expect(countOf(world, named)).toBe(many - 1)
  expect(countOf(world, 'person_tags')).toBe(many)
})

test('Who was rejected before it was cut off leaves by that outlet all the same', async () => {
  const { world, step } = await worldWithMany()
  const { sql } = world.context.workspace
  sql.exec(`INSERT INTO person_fields VALUES ('points', 'Points', 'number', 0);
    UPDATE population_members SET extra = '{"name":"many"}' WHERE person_id IN (5, 5000)`)
  const changes = [{ field: 'points', to: { kind: 'column', column: 'name' }, when: 'different' }]
  sql.exec(`UPDATE population_members SET extra = '{"name":"3"}' WHERE person_id NOT IN (5, 5000)`)
  const activity = { ...step.activity, settings: { ...settings, changes, rejects: true } }
  const abort = new AbortController()
  const cutOff = executeActivity('update-data', { ...step, activity, signal: abort.signal })
  while (countOf(world, 'person_tags') === 0) await new Promise(resolve => setImmediate(resolve))
  abort.abort()
  await cutOff
  const outcome = await executeActivity('update-data', { ...step, activity })
  expect(outcome).toMatchObject({ variables: { people_changed: many - 2, people_rejected: 2 } })
  const outputs = outcome.kind === 'finished' ? outcome.outputs : {}
  expect(readMembers(world, outputs)['rejected']).toEqual([
    { id: 5, name: 'many' },
    { id: 5000, name: 'many' },
  ])
})

test('Executed in another run it finds nothing left to change', async () => {
  const { world, step } = await worldWithMany()
  await executeActivity('update-data', step)
  world.context.workspace.sql.exec("UPDATE activity_runs SET memory = '{}'")
  const again = await executeActivity('update-data', step)
  expect(again).toMatchObject({ variables: { people_changed: 0, people_rejected: 0 } })
})
