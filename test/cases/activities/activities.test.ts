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
import type { CampaignWorld } from '../../support/campaign-world.ts'
import { createSetting, createStep, readMembers, type Case } from './activity-setting.ts'
import { expectMore, expectTrigger } from './expect-flow.ts'

const files = import.meta.glob<Case[]>('./*.json', { import: 'default', eager: true })
const kinds = Object.keys(activityDefinitions) as ActivityKind[]

test('Every kind of activity has cases, and there are none of a kind that does not exist', () => {
  const covered = Object.keys(files).map(path => path.slice(2, -'.json'.length))
  expect(covered.toSorted()).toEqual(kinds.toSorted())
})

describe.each(kinds)('%s', kind => {
  test.each(files[`./${kind}.json`] ?? [])('$name', async given => {
    const world = await createSetting(given)
    const issues = checkSettings(
      { kind, settings: given.settings },
      readCheckFacts(world.context.workspace.sql),
      {
        document: createStep(world, kind, given).document,
        activityId: 'a',
      },
    )
    const shown = issues.map(({ code, path, data = {} }) => {
      return [code, path, 'line' in data ? `${data['line']}:${data['column']}` : ''].join(' ').trim()
    })
    expect(shown).toEqual(given.issues)
    expectTrigger(world, kind, given)
    if (given.outcome) await expectOutcome(world, kind, { ...given, outcome: given.outcome })
  })
})

async function expectOutcome(
  world: CampaignWorld,
  kind: ActivityKind,
  given: Case & { readonly outcome: string },
): Promise<void> {
  const step = createStep(world, kind, given)
  let outcome = await execute(kind, step)
  if (given.delivery) {
    const id = newestDelivery(world)
    await world.preparations.whenSettled(id)
    if (given.isSent) await send(world, id)
    outcome = await execute(kind, step)
    const { state, preparation } = await world.call('deliveries.get', { id })
    expect({ state, toDeliver: preparation?.toDeliver }).toEqual({ toDeliver: undefined, ...given.delivery })
  }
  expect(outcome.kind === 'failed' ? `failed ${outcome.error.code}` : outcome.kind).toBe(given.outcome)
  await expectMore(world, step, { outcome, given, again: next => execute(kind, next) })
  if (outcome.kind === 'finished') expect(readMembers(world, outcome.outputs)).toEqual(given.outputs)
  for (const [query, rows] of Object.entries(given.after ?? {})) {
    expect(world.context.workspace.sql.prepare(query).raw().all()).toEqual(rows)
  }
}

async function execute(kind: ActivityKind, step: Step): Promise<StepOutcome> {
  expect(isActivityKind(kind)).toBe(true)
  try {
    return await executeActivity(kind, step)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { kind: 'failed', error: { code: error.code, data: error.data } }
  }
}

/** The one that the step has made: what a case brings along is older. */
function newestDelivery({ context }: CampaignWorld): number {
  return context.workspace.sql.prepare('SELECT max(id) FROM deliveries').pluck().get() as number
}

async function send(world: CampaignWorld, id: number): Promise<void> {
  const { preparation } = await world.call('deliveries.get', { id })
  await world.call('deliveries.confirm', { id, digest: preparation?.digest ?? '' })
  await world.clock.runUntil(() => world.deliveryState(id) === 'finished')
}
