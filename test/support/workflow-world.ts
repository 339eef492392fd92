import { activityDefinitions, type ActivityKind } from '../../src/shared/activities/index.ts'
import type { RunSummary, Workflow, WorkflowRun } from '../../src/shared/contract/workflows.ts'
import { everyone } from '../../src/shared/rule.ts'
import { outletsOf } from '../../src/shared/workflow/graph.ts'
import type { WorkflowSettings } from '../../src/shared/workflow/workflow-settings.ts'
import { documentVersion, type Activity, type WorkflowDocument } from '../../src/shared/workflow-document.ts'
import { createCampaignWorld, type CampaignWorld } from './campaign-world.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

/** An activity as a test writes it: its kind, and what differs from a fresh one. */
export interface GivenActivity extends Partial<Pick<Activity, 'mode' | 'errorPolicy'>> {
  readonly kind: ActivityKind
  readonly settings?: Activity['settings']
}

/** Everybody, an SMS to them, schedules every hour and every day at nine, a wait of an hour, and an audience to take away. */
export const given = {
  everyone: { kind: 'build-audience', settings: { source: 'rule', rule: everyone } },
  sms: {
    kind: 'sms',
    settings: { content: { text: 'Hi' }, delivery: { lineId: null, maxParts: 3 }, outbound: 'none' },
  },
  hourly: {
    kind: 'scheduler',
    settings: {
      schedule: everyDay({ kind: 'every', minutes: 60, from: '00:00', to: '23:00' }),
      timeZone: null,
    },
  },
  daily: { kind: 'scheduler', settings: { schedule: everyDay(['09:00']), timeZone: null } },
  hour: {
    kind: 'wait',
    settings: { until: 'duration', duration: { amount: 1, unit: 'hours' }, window: null },
  },
  fragile: { kind: 'build-audience', settings: { source: 'audience', audienceId: 1 } },
} as const satisfies Readonly<Record<string, GivenActivity>>

/** A schedule of every day, at these times. */
export function everyDay(times: readonly string[] | object, end: object = { kind: 'never' }): object {
  return {
    every: 'day',
    interval: 1,
    times: Array.isArray(times) ? { kind: 'at', times } : times,
    from: null,
    end,
  }
}

/**
 * A drawing: activities by id, and transitions as `from>to` or `from.outlet>to`; without an outlet the first one is
 * meant.
 */
export function draw(
  activities: Readonly<Record<string, GivenActivity>>,
  transitions: readonly string[] = [],
  settings: Partial<WorkflowSettings> = {},
): WorkflowDocument {
  const document: WorkflowDocument = {
    version: documentVersion,
    activities: Object.entries(activities).map(([id, activity]) => ({
      id,
      version: activityDefinitions[activity.kind].version,
      label: id,
      position: { x: 0, y: 0 },
      ...activity,
      settings: { ...activityDefinitions[activity.kind].initial, ...activity.settings },
    })),
    transitions: [],
    settings,
  }
  for (const written of transitions) {
    const [left = '', to = ''] = written.split('>')
    const [from = '', named] = left.split('.')
    const source = document.activities.find(({ id }) => id === from)
    const outlet = named ?? (source && outletsOf(document, source)[0]) ?? 'result'
    document.transitions.push({ id: `${from}:${outlet}:${to}`, from, outlet, to })
  }
  return document
}

/** A campaign world around one workflow, whose clock has begun to fire. */
export interface WorkflowWorld extends CampaignWorld {
  readonly id: number
  /** Starts it, and lets everything come to rest; answers the run of what needs no trigger. */
  start(options?: { readonly discardWaiting?: boolean }): Promise<number>
  /** Saves another drawing as the draft. */
  redraw(document: WorkflowDocument): Promise<void>
  /** Lets everything that can be executed be executed. */
  rest(): Promise<void>
  /** Lets the clock run, and everything come to rest at each timer. */
  pass(ms: number): Promise<void>
  workflow(): Promise<Workflow>
  /** States of the activities of a run, by id, and of the run itself as `run`. */
  tasks(runId: number): Promise<Record<string, string>>
  /** Counts on the transitions of a run. */
  counts(runId: number): Promise<Record<string, number>>
  run(runId: number): Promise<WorkflowRun>
  /** All runs that the list shows, the oldest first. */
  allRuns(): Promise<RunSummary[]>
  /** The codes in the log, the oldest first; of some codes alone where they are given. */
  logged(...codes: readonly string[]): Promise<string[]>
  /** Takes the audience 1 away, or puts it back: what builds from it fails, or does not. */
  breakAudience(): void
  mendAudience(): void
  /** Opens the same file again with the same clock, as after the end of the program, or after its death. */
  reopen(how?: 'stop' | 'crash'): Promise<WorkflowWorld>
}

/** Opens a world with a line, three people and a workflow that is not started. */
export async function createWorkflowWorld(
  document: WorkflowDocument,
  clock: FakeClock = createFakeClock(),
): Promise<WorkflowWorld> {
  const world = createCampaignWorld(undefined, clock)
  await world.addLine()
  world.addPeople([
    { phone: '+447700900001', firstName: 'Ann' },
    { phone: '+447700900002' },
    { phone: '+46701740605', language: 'sv' },
  ])
  mend(world)
  const { id } = await world.call('workflows.create', { name: 'Test', document })
  world.runs.startClock()
  return around(world, id, clock)
}

function mend({ context }: CampaignWorld): void {
  context.workspace.sql
    .prepare(
      "INSERT OR IGNORE INTO audiences (id, name, rule, created_at, updated_at) VALUES (1, 'All', ?, 0, 0)",
    )
    .run(JSON.stringify(everyone))
}

function around(world: CampaignWorld, id: number, clock: FakeClock): WorkflowWorld {
  const rest = (): Promise<void> => comeToRest(world)
  const reopen = async (how: 'stop' | 'crash' = 'stop'): Promise<WorkflowWorld> => {
    if (how === 'crash') await die(world)
    else await world.stop()
    const next = createCampaignWorld(world.path, clock)
    next.preparations.recover()
    next.runs.recover()
    next.runs.startClock()
    await comeToRest(next)
    return around(next, id, clock)
  }
  return { ...world, id, rest, reopen, ...createSteps(world, { id, clock, rest }), ...createLooks(world, id) }
}

/** The file is closed under everything that is under way; what is left of it in memory comes to its end in vain. */
async function die({ runs, preparations, crash }: CampaignWorld): Promise<void> {
  const ends = [runs.stop(), preparations.stop()]
  crash()
  await Promise.allSettled(ends)
}

/** Nothing is executed and nothing is prepared for some rounds of the event loop. */
async function comeToRest({ runs, preparations, context }: CampaignWorld): Promise<void> {
  const { sql } = context.workspace
  for (let quiet = 0; quiet < 5; quiet += 1) {
    const ids = sql.prepare('SELECT id FROM workflow_runs').pluck().all() as number[]
    for (const runId of ids) await runs.whenSettled(runId)
    const preparing = sql.prepare("SELECT id FROM deliveries WHERE state = 'preparing'").pluck().all()
    for (const deliveryId of preparing as number[]) await preparations.whenSettled(deliveryId)
    if (preparing.length > 0) quiet = 0
    await new Promise(resolve => setImmediate(resolve))
  }
}

type Steps = 'start' | 'redraw' | 'pass' | 'breakAudience' | 'mendAudience'

function createSteps(
  world: CampaignWorld,
  { id, clock, rest }: { readonly id: number; readonly clock: FakeClock; readonly rest: () => Promise<void> },
): Pick<WorkflowWorld, Steps> {
  const { sql } = world.context.workspace
  return {
    async start(options = {}) {
      const { runId } = await world.call('workflows.start', { id, ...options })
      await rest()
      return runId ?? 0
    },
    async redraw(document) {
      const { revision } = await world.call('workflows.get', { id })
      await world.call('workflows.save', { id, document, revision })
    },
    async pass(ms) {
      const end = clock.now() + ms
      while (clock.now() < end) {
        await clock.advance(Math.min(600_000, end - clock.now()))
        await rest()
      }
    },
    breakAudience: () => void sql.exec('DELETE FROM audiences WHERE id = 1'),
    mendAudience: () => mend(world),
  }
}

type Looks = 'workflow' | 'tasks' | 'counts' | 'run' | 'allRuns' | 'logged'

function createLooks({ call }: CampaignWorld, id: number): Pick<WorkflowWorld, Looks> {
  return {
    workflow: () => call('workflows.get', { id }),
    run: runId => call('workflows.run', { runId }),
    async tasks(runId) {
      const { state, activities } = await call('workflows.run', { runId })
      return { run: state, ...Object.fromEntries(activities.map(task => [task.activityId, task.state])) }
    },
    async counts(runId) {
      const { transitions } = await call('workflows.run', { runId })
      return Object.fromEntries(transitions.map(({ transitionId, count }) => [transitionId, count]))
    },
    async allRuns() {
      const { rows } = await call('workflows.runs', { id, limit: 1000 })
      return rows.toReversed()
    },
    async logged(...codes) {
      const { rows } = await call('workflows.logs', { id, limit: 1000 })
      const all = rows.map(({ code }) => code).toReversed()
      return codes.length === 0 ? all : all.filter(code => codes.includes(code))
    },
  }
}
