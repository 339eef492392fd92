import { expect, test } from 'vitest'
import { executeActivity } from '../../../../../src/main/engine/activities/index.ts'
import type { Step } from '../../../../../src/main/engine/activities/activity-runner.ts'
import type { ActivityKind } from '../../../../../src/shared/activities/index.ts'
import { everyone as everybody } from '../../../../../src/shared/rule.ts'
import { createSubset } from '../../../../../src/shared/activities/split.ts'
import {
  createSetting,
  createStep,
  readMembers,
  type Case,
} from '../../../../cases/activities/activity-setting.ts'
import type { CampaignWorld } from '../../../../support/campaign-world.ts'

const people = 40_000
const addPeople = `WITH RECURSIVE number(i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM number WHERE i < ${people})
  INSERT INTO people (id, phone, created_at, updated_at) SELECT i, '+4477009' || (i % 900), 0, 0 FROM number`
const track = "INSERT INTO activity_runs (run_id, activity_id, state) VALUES (1, 'a', 'running')"
const everyone = Array.from({ length: people }, (_, index) => index + 1)

function createCase(settings: object): Case {
  return { name: '', settings: { ...settings }, setup: [addPeople, track], inbound: everyone, issues: [] }
}

/** What a step left to itself, as the engine would hand it back. */
function readMemory({ context }: CampaignWorld): Record<string, unknown> {
  const memory = context.workspace.sql.prepare("SELECT memory FROM activity_runs WHERE activity_id = 'a'")
  return JSON.parse(memory.pluck().get() as string) as Record<string, unknown>
}

/** Executes a step that is cut off after so many breaths. */
async function cutOff(kind: ActivityKind, step: Step, breaths: number): Promise<string> {
  const abort = new AbortController()
  const done = executeActivity(kind, { ...step, signal: abort.signal })
  for (let breath = 0; breath < breaths; breath += 1) await new Promise(resolve => setImmediate(resolve))
  abort.abort()
  return (await done).kind
}

const kinds: readonly (readonly [ActivityKind, object])[] = [
  [
    'split',
    {
      subsets: [createSubset('drawn', { size: { kind: 'percent', percent: 30 } })],
      overlap: false,
      complement: true,
    },
  ],
  [
    'deduplication',
    { keys: [{ from: 'field', name: 'phone' }], keep: 1, strategy: { by: 'random' }, complement: true },
  ],
]

test.each(kinds)('%s draws the same lots again after it was cut off', async (kind, settings) => {
  const given = createCase(settings)
  const world = await createSetting(given)
  const step = createStep(world, kind, given)
  expect(await cutOff(kind, step, 3)).toBe('waiting')
  const memory = readMemory(world)
  expect(memory['seed']).toBeTypeOf('number')
  expect(await cutOff(kind, { ...step, memory }, 6)).toBe('waiting')
  expect(readMemory(world)).toEqual(memory)

  const outputs = []
  for (let round = 0; round < 2; round += 1) {
    const outcome = await executeActivity(kind, { ...step, memory })
    outputs.push(outcome.kind === 'finished' ? readMembers(world, outcome.outputs) : outcome.kind)
  }
  expect(outputs[0]).toEqual(outputs[1])
})

test('A list stays as it was until it is filled anew, and a step that is cut off fills the one that it made', async () => {
  const given = createCase({ target: 'dated', name: 'Guests' })
  const world = await createSetting(given)
  const { sql } = world.context.workspace
  const step = createStep(world, 'save-audience', given)
  const lists = (): unknown => sql.prepare("SELECT name FROM audiences WHERE kind = 'list'").pluck().all()
  await executeActivity('save-audience', step)
  const [made] = lists() as string[]
  await executeActivity('save-audience', { ...step, memory: readMemory(world) })
  expect(lists()).toEqual([made])
  expect(sql.prepare('SELECT count(*) FROM audience_members').pluck().get()).toBe(people)

  await executeActivity('save-audience', step)
  expect(lists()).toEqual([made, `${made} (2)`])
})

test('A subscribing that is cut off is the same act when it goes on, and whoever has left since stays away', async () => {
  const given = createCase({ listId: 7, note: 'Form', includesLeft: true, errorOutlet: false })
  const world = await createSetting(given)
  const { sql } = world.context.workspace
  sql.exec("INSERT INTO subscription_lists (id, name, created_at, changed_at) VALUES (7, 'News', 0, 0)")
  const step = createStep(world, 'subscribe', given)
  const on = sql.prepare("SELECT count(*) FROM subscriptions WHERE state = 'subscribed'").pluck()
  const abort = new AbortController()
  const done = executeActivity('subscribe', { ...step, signal: abort.signal })
  while (on.get() === 0) await new Promise(resolve => setImmediate(resolve))
  abort.abort()
  expect((await done).kind).toBe('waiting')
  expect(on.get()).toBeLessThan(people)

  sql.exec("UPDATE subscriptions SET state = 'unsubscribed' WHERE person_id = 1")
  expect(await executeActivity('subscribe', step)).toMatchObject({
    kind: 'finished',
    outputs: { result: step.inbound[0]?.populationId },
    notes: [{ code: 'people-subscribed', data: { count: people } }],
  })
  expect(on.get()).toBe(people - 1)
  expect(sql.prepare('SELECT people FROM subscription_changes').pluck().all()).toEqual([people])
})

test.each(['build-audience', 'read-list'] as const)('%s says when its audience was used last', async kind => {
  const given: Case = { ...createCase({ source: 'audience', audienceId: 1, filter: everybody }), setup: [] }
  const world = await createSetting(given)
  const lastUsed = world.context.workspace.sql.prepare('SELECT last_used_at FROM audiences').pluck()
  const step = createStep(world, kind, { ...given, inbound: [] })
  expect(lastUsed.get()).toBeNull()
  await executeActivity(kind, step)
  expect(lastUsed.get()).not.toBeNull()
})
