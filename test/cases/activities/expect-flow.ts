import { expect } from 'vitest'
import type { Step, StepOutcome } from '../../../src/main/engine/activities/activity-runner.ts'
import { nextFiringsOf, receiveSignal } from '../../../src/main/engine/activities/triggers.ts'
import { UserError } from '../../../src/shared/errors.ts'
import type { CampaignWorld } from '../../support/campaign-world.ts'
import { readMembers } from './activity-setting.ts'
import type { Again, FlowCase } from './flow-case.ts'

/** A step as it came out, and how to execute it again. */
interface Executed {
  readonly outcome: StepOutcome
  readonly given: FlowCase
  readonly again: (step: Step) => Promise<StepOutcome>
}

type Expected = Pick<Again, 'until' | 'released'> & Pick<FlowCase, 'notes' | 'effects'>

/** Holds what came out, and what comes out of further executions, to what the case says of them. */
export async function expectMore(
  world: CampaignWorld,
  first: Step,
  { outcome, given, again }: Executed,
): Promise<void> {
  expectDetails(world, outcome, given)
  let latest = outcome
  let { memory } = first
  for (const next of given.then ?? []) {
    for (const statement of next.setup ?? []) world.context.workspace.sql.exec(statement)
    if (next.clock) await world.clock.advance(Date.parse(next.clock) - world.context.clock.now())
    memory = { ...((latest.kind === 'waiting' ? latest.memory : undefined) ?? memory) }
    if (next.answer) memory = { ...memory, answer: next.answer }
    latest = await again({ ...first, memory, isHurried: next.isHurried ?? false })
    expect(latest.kind).toBe(next.outcome)
    expectDetails(world, latest, next)
    if (latest.kind === 'finished') expect(readMembers(world, latest.outputs)).toEqual(next.outputs)
  }
}

function expectDetails(world: CampaignWorld, outcome: StepOutcome, expected: Expected): void {
  if (expected.until !== undefined && outcome.kind === 'waiting') {
    const until = outcome.until === undefined ? null : shown(outcome.until)
    expect(until).toBe(expected.until)
  }
  if (expected.released && outcome.kind === 'waiting') {
    expect(readMembers(world, outcome.released ?? {})).toEqual(expected.released)
  }
  if (outcome.kind === 'failed') return
  if (expected.notes) {
    expect((outcome.notes ?? []).map(({ code, data }) => `${code} ${data['count'] ?? ''}`.trim())).toEqual(
      expected.notes,
    )
  }
  if (expected.effects && outcome.kind === 'finished') expect(outcome.effects).toEqual(expected.effects)
}

/** Holds a trigger to the firings and signals of its case. */
export function expectTrigger(
  { context }: CampaignWorld,
  kind: string,
  given: FlowCase & { readonly settings: Record<string, unknown> },
): void {
  const activity = {
    id: 'a',
    kind,
    version: 1,
    label: 'a',
    position: { x: 0, y: 0 },
    settings: given.settings,
  }
  const moment = {
    startedAt: context.clock.now(),
    timeZone: given.workflow?.timeZone ?? context.clock.timeZone(),
  }
  let after = moment.startedAt
  for (const [firings, expected] of (given.firings ?? []).entries()) {
    const [next] = nextFiringsOf(activity, { ...moment, after, firings }, 1)
    expect(next === undefined ? 'never' : shown(next)).toBe(expected)
    after = next ?? after
  }
  for (const { given: parameters, gives } of given.signals ?? []) {
    expect(received(activity, parameters)).toEqual(gives)
  }
}

function received(activity: Parameters<typeof receiveSignal>[0], parameters: Record<string, never>): unknown {
  try {
    return receiveSignal(activity, parameters)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return `${error.code} ${error.data['name']}`
  }
}

/** Without seconds, which nothing here has. */
function shown(at: number): string {
  return new Date(at).toISOString().replace(':00.000Z', 'Z')
}
