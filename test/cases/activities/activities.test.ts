import { describe, expect, test } from 'vitest'
import { checkSettings, executeActivity } from '../../../src/main/engine/activities/index.ts'
import type { Step, StepOutcome } from '../../../src/main/engine/activities/activity-runner.ts'
import { readCheckFacts } from '../../../src/main/engine/workflows/read-check-facts.ts'
import {
  activityDefinitions,
  isActivityKind,
  type ActivityKind,
} from '../../../src/shared/activities/index.ts'
import { UserError } from '../../../src/shared/errors.ts'
import { createCampaignWorld, type CampaignWorld } from '../../support/campaign-world.ts'

/** One case; the people are Ann (1), somebody without a name (2) and the Swedish Åsa (3), audience 1 is the second. */
interface Case {
  readonly name: string
  readonly settings: Record<string, unknown>
  readonly inbound?: readonly number[]
  /** The delivery that the step makes is confirmed and sent before the step is executed again. */
  readonly isSent?: boolean
  /** `code path`, and the place in a text behind it. */
  readonly issues: readonly string[]
  /** Absent where the case is about the settings alone. */
  readonly outcome?: string
  readonly outputs?: Record<string, readonly number[]>
  readonly delivery?: { readonly state: string; readonly toDeliver?: number }
}

const files = import.meta.glob<Case[]>('./*.json', { import: 'default', eager: true })
const kinds = Object.keys(activityDefinitions) as ActivityKind[]

test('Every kind of activity has cases, and there are none of a kind that does not exist', () => {
  const covered = Object.keys(files).map(path => path.slice(2, -'.json'.length))
  expect(covered.toSorted()).toEqual(kinds.toSorted())
})

describe.each(kinds)('%s', kind => {
  test.each(files[`./${kind}.json`] ?? [])('$name', async given => {
    const world = await createSetting()
    const issues = checkSettings(kind, given.settings, readCheckFacts(world.context.workspace.sql))
    const shown = issues.map(({ code, path, data = {} }) => {
      return [code, path, 'line' in data ? `${data['line']}:${data['column']}` : ''].join(' ').trim()
    })
    expect(shown).toEqual(given.issues)
    if (given.outcome) await expectOutcome(world, kind, { ...given, outcome: given.outcome })
  })
})

async function createSetting(): Promise<CampaignWorld> {
  const world = createCampaignWorld()
  await world.addLine()
  world.addPeople([
    { phone: '+447700900001', firstName: 'Ann' },
    { phone: '+447700900002' },
    { phone: '+46701740605', firstName: 'Åsa', language: 'sv' },
  ])
  const nameless = { type: 'condition', field: 'first_name', operator: 'is-empty' }
  const rule = { version: 1, root: { type: 'group', match: 'all', items: [nameless] } }
  const { sql } = world.context.workspace
  sql
    .prepare("INSERT INTO audiences (name, rule, created_at, updated_at) VALUES ('Nameless', ?, 0, 0)")
    .run(JSON.stringify(rule))
  sql.exec(`INSERT INTO workflows (id, name, document, created_at, updated_at) VALUES (1, 'Test', '{}', 0, 0);
    INSERT INTO workflow_runs VALUES (1, 1, '{}', 'running', 0, NULL)`)
  return world
}

async function expectOutcome(
  world: CampaignWorld,
  kind: ActivityKind,
  given: Case & { readonly outcome: string },
): Promise<void> {
  const step = createStep(world, kind, given)
  let outcome = await execute(kind, step)
  if (given.delivery) {
    await world.preparations.whenSettled(1)
    if (given.isSent) await send(world)
    outcome = await execute(kind, step)
    const { state, preparation } = await world.call('deliveries.get', { id: 1 })
    expect({ state, toDeliver: preparation?.toDeliver }).toEqual({ toDeliver: undefined, ...given.delivery })
  }
  expect(outcome.kind === 'failed' ? `failed ${outcome.error}` : outcome.kind).toBe(given.outcome)
  if (outcome.kind === 'finished') expect(readMembers(world, outcome.outputs)).toEqual(given.outputs)
}

function createStep(world: CampaignWorld, kind: ActivityKind, { settings, inbound = [] }: Case): Step {
  const { context, preparations } = world
  const draft = world.addDraft('for its population', { people: inbound })
  const { sql } = context.workspace
  const population = Number(sql.prepare('SELECT population_id FROM deliveries').pluck().get())
  sql.prepare('DELETE FROM deliveries WHERE id = ?').run(draft)
  return {
    context,
    preparations,
    runId: 1,
    workflowId: 1,
    signal: new AbortController().signal,
    activity: {
      id: 'a',
      kind,
      version: 1,
      label: 'Activity',
      position: {
        x: 0,
        y: 0,
      },
      settings,
    },
    inbound: [population],
  }
}

async function execute(kind: ActivityKind, step: Step): Promise<StepOutcome> {
  expect(isActivityKind(kind)).toBe(true)
  try {
    return await executeActivity(kind, step)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { kind: 'failed', error: error.code }
  }
}

async function send(world: CampaignWorld): Promise<void> {
  const { preparation } = await world.call('deliveries.get', { id: 1 })
  await world.call('deliveries.confirm', { id: 1, digest: preparation?.digest ?? '' })
  await world.clock.runUntil(() => world.deliveryState(1) === 'finished')
}

function readMembers(
  { context }: CampaignWorld,
  outputs: Readonly<Record<string, number>>,
): Record<string, unknown> {
  const members = context.workspace.sql
    .prepare('SELECT person_id FROM population_members WHERE population_id = ? ORDER BY person_id')
    .pluck()
  return Object.fromEntries(Object.entries(outputs).map(([outlet, id]) => [outlet, members.all(id)]))
}
