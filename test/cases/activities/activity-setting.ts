import type { Step } from '../../../src/main/engine/activities/activity-runner.ts'
import type { Column } from '../../../src/shared/activities/define-activity.ts'
import type { ActivityKind } from '../../../src/shared/activities/index.ts'
import type { Activity, Transition } from '../../../src/shared/workflow-document.ts'
import { drawAround, typeOfColumn, type FlowCase } from './flow-case.ts'
import { createCampaignWorld, type CampaignWorld } from '../../support/campaign-world.ts'

/** A member of a population: the id alone, or with the values of extra columns. */
type Member = number | { readonly id: number; readonly [column: string]: unknown }

/** One case; the people are Ann (1), somebody without a name (2) and the Swedish Åsa (3), audience 1 is the second. */
export interface Case extends FlowCase {
  readonly name: string
  readonly settings: Record<string, unknown>
  /** SQL that is executed first, for what else the workspace holds. */
  readonly setup?: readonly string[]
  /** The people of the one transition that comes in, or of each of several. */
  readonly inbound?: readonly Member[] | readonly (readonly Member[])[]
  readonly memory?: Record<string, unknown>
  readonly variables?: Record<string, string | number | boolean>
  /** Somebody asked not to wait any longer. */
  readonly isHurried?: boolean
  /** The delivery that the step makes is confirmed and sent before the step is executed again. */
  readonly isSent?: boolean
  /** `code path`, and the place in a text behind it. */
  readonly issues: readonly string[]
  /** Absent where the case is about the settings alone. */
  readonly outcome?: string
  readonly outputs?: Record<string, readonly Member[]>
  /** Queries and the rows that they give afterwards. */
  readonly after?: Readonly<Record<string, readonly unknown[]>>
  readonly delivery?: { readonly state: string; readonly toDeliver?: number }
}

/** A world as the cases know it. */
export async function createSetting({ setup = [] }: Case): Promise<CampaignWorld> {
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
    INSERT INTO workflow_versions (id, workflow_id, number, document, published_at) VALUES (1, 1, 1, '{}', 0);
    INSERT INTO workflow_runs (id, workflow_id, version_id, state, due_at, started_at)
      VALUES (1, 1, 1, 'running', 0, 0)`)
  for (const statement of setup) sql.exec(statement)
  return world
}

/** The step of the activity `a` in run 1; what comes in comes from the activities `in-1`, `in-2`, … */
export function createStep(world: CampaignWorld, kind: ActivityKind, given: Case): Step {
  const sets = inboundOf(given)
  const transitions = sets.map((_, index): Transition => {
    const from = `in-${index + 1}`
    return { id: `${from}:result:a`, from, outlet: 'result', to: 'a' }
  })
  const before = transitions.map(({ from }, index) => bringing(from, sets[index] ?? [], given))
  const activity = createActivity('a', kind, given.settings)
  return {
    context: world.context,
    preparations: world.preparations,
    runId: 1,
    workflowId: 1,
    signal: new AbortController().signal,
    startedAt: world.context.clock.now(),
    dueAt: world.context.clock.now(),
    isHurried: given.isHurried ?? false,
    memory: given.memory ?? {},
    variables: given.variables ?? {},
    activity,
    document: drawAround({ version: 1, activities: [...before, activity], transitions }, given),
    inbound: transitions.map((transition, index) => {
      return { transition, populationId: addPopulation(world, sets[index] ?? [], given) }
    }),
  }
}

/** Who is in the populations of a step, in order of id. */
export function readMembers(
  { context }: CampaignWorld,
  outputs: Readonly<Record<string, number>>,
): Record<string, unknown> {
  const select = context.workspace.sql
    .prepare('SELECT person_id, extra FROM population_members WHERE population_id = ? ORDER BY person_id')
    .raw()
  const read = (population: number) =>
    (select.all(population) as [number, string | null][]).map(([id, extra]) => {
      return extra === null ? id : { id, ...(JSON.parse(extra) as object) }
    })
  return Object.fromEntries(Object.entries(outputs).map(([outlet, id]) => [outlet, read(id)]))
}

function inboundOf({ inbound = [] }: Case): readonly (readonly Member[])[] {
  const isSeveral = (given: typeof inbound): given is readonly (readonly Member[])[] =>
    Array.isArray(given[0])
  return isSeveral(inbound) ? inbound : [inbound]
}

/** An activity from which these people come with what they carry, so that checks know the columns. */
function bringing(id: string, members: readonly Member[], given: Case): Activity {
  const columns = columnsOf(members, given).map(column => ({
    ...column,
    from: { of: 'constant', value: 'x' },
  }))
  if (columns.length === 0) return createActivity(id, 'build-audience', {})
  return createActivity(id, 'enrichment', { columns, primary: null, keeps: true })
}

function createActivity(id: string, kind: string, settings: Activity['settings']): Activity {
  return { id, kind, version: 1, label: 'Activity', position: { x: 0, y: 0 }, settings }
}

function addPopulation({ context }: CampaignWorld, members: readonly Member[], given: Case): number {
  const { sql } = context.workspace
  const { lastInsertRowid } = sql
    .prepare('INSERT INTO populations (count, columns) VALUES (?, ?)')
    .run(members.length, JSON.stringify(columnsOf(members, given)))
  const insert = sql.prepare(
    'INSERT INTO population_members (population_id, person_id, extra) VALUES (?, ?, ?)',
  )
  for (const member of members) {
    const { id, ...extra } = typeof member === 'number' ? { id: member } : member
    const hasExtra = Object.keys(extra).length > 0
    insert.run(lastInsertRowid, id, hasExtra ? JSON.stringify(extra) : null)
  }
  return Number(lastInsertRowid)
}

function columnsOf(members: readonly Member[], given: Case): Column[] {
  const names = members.flatMap(member => (typeof member === 'number' ? [] : Object.keys(member)))
  return [...new Set(names)]
    .filter(name => name !== 'id')
    .map(name => ({ name, label: name, type: typeOfColumn(given, name) }))
}
