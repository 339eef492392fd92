import Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { createSubset } from '../../src/shared/activities/split.ts'
import { everyone, type Rule } from '../../src/shared/rule.ts'
import type { WorkflowDocument } from '../../src/shared/workflow-document.ts'
import { simulatorLine } from '../../src/shared/lines/simulator.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine, type MortalEngine } from '../support/engine-process.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { draw } from '../support/workflow-world.ts'

const people = 5000
const kills = 100
/** The engine's clock goes so much faster: ten minutes are one second. */
const speed = 600
/** Most that an engine lives, as a part of what an undisturbed run takes: most kills come while something is executed. */
const lifeOfRun = 0.2
/** When to give up: each kill takes half a second, and a machine may be that many times slower, or that busy. */
const patienceMs = kills * 20_000

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

const swedes: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'language', operator: 'is', value: 'sv' }],
  },
}

/** Two sources, united, divided, freed of duplicates; a wait, two branches that meet again, data that change, an SMS. */
const document: WorkflowDocument = draw(
  {
    all: { kind: 'build-audience', settings: { source: 'rule', rule: everyone } },
    list: { kind: 'read-list', settings: { source: 'audience', audienceId: 1, filter: everyone } },
    union: { kind: 'combine', settings: { operation: 'intersection', complement: true } },
    split: {
      kind: 'split',
      settings: {
        subsets: [
          createSubset('swedes', { rule: swedes, code: 'SV' }),
          createSubset('first', {
            code: 'A',
            size: { kind: 'percent', percent: 70 },
            order: { by: 'value', value: { from: 'field', name: 'first_name' }, direction: 'ascending' },
          }),
        ],
        complement: true,
      },
    },
    single: { kind: 'deduplication', settings: { complement: true } },
    wait: {
      kind: 'wait',
      settings: { until: 'duration', duration: { amount: 10, unit: 'minutes' }, window: null },
    },
    fork: { kind: 'fork' },
    enrich: {
      kind: 'enrichment',
      settings: {
        columns: [
          {
            name: 'greeting',
            label: 'Greeting',
            type: 'text',
            from: { of: 'text', text: 'Dear {{ first_name }} of {{ segment }}' },
          },
        ],
      },
    },
    keep: { kind: 'save-audience', settings: { target: 'named', name: 'Kept', change: 'replace' } },
    join: { kind: 'and-join', settings: { primary: { from: 'enrich', outlet: 'result' } } },
    update: {
      kind: 'update-data',
      settings: {
        changes: [{ field: 'last_name', to: { kind: 'column', column: 'greeting' }, when: 'different' }],
        addTags: ['done'],
      },
    },
    sms: {
      kind: 'sms',
      settings: {
        content: { text: '{{ greeting }}!' },
        delivery: { lineId: null, maxParts: 3 },
        outbound: 'none',
      },
    },
  },
  [
    'all>union',
    'list>union',
    'union.result>split',
    'split.first>single',
    'single.result>wait',
    'wait>fork',
    'fork.branch-1>enrich',
    'fork.branch-2>keep',
    'enrich>join',
    'keep>join',
    'join>update',
    'update>sms',
  ],
)

/** Everything that a run has brought about. */
interface Outcome {
  readonly state: string
  readonly outputs: readonly string[]
  readonly list: string
  readonly changed: string
  readonly messages: string
}

test(
  `a workflow that is killed ${kills} times comes to the same end as one that is not`,
  async () => {
    const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
    const because = `seed ${seed}`
    const random = createSeededRandom(seed)
    const undisturbed = createSetting()
    await undisturbed.begin()
    const begunAt = systemClock.now()
    await undisturbed.waitUntilOver()
    // On this machine, as busy as it is: a fixed time would be too short for any step on a slow one.
    const longestLifeMs = Math.ceil((systemClock.now() - begunAt) * lifeOfRun)
    const expected = await undisturbed.end()
    expect(expected.outputs.length).toBe(16)

    const setting = createSetting()
    await setting.begin()
    for (let kill = 0; kill < kills; kill += 1) {
      const isStarting = random.integer(8) === 0
      if (!isStarting) await setting.isUp()
      await wait(random.integer(longestLifeMs))
      await setting.restart()
      if (!(await setting.isOver())) continue
      expect(await setting.end(), because).toEqual(expected)
      await setting.begin()
    }
    await setting.waitUntilOver()
    expect(await setting.end(), because).toEqual(expected)
    expect(setting.errors().join(''), because).toBe('')
  },
  patienceMs,
)

interface Setting {
  /** Starts the workflow from the beginning; what waits for review is discarded. */
  begin(): Promise<void>
  isUp(): Promise<unknown>
  isOver(): Promise<boolean>
  waitUntilOver(): Promise<void>
  /** Kills the engine and starts another one. */
  restart(): Promise<void>
  /** Kills it, reads what came of the last run, and starts another one. */
  end(): Promise<Outcome>
  errors(): readonly string[]
}

function createSetting(): Setting {
  const path = join(createTemporaryFolder(), 'crash.campanile')
  const epoch = Date.now()
  const engine = startMortalEngine(bundle, path, [String(speed), String(epoch)])
  let id: number | undefined
  const standing = () => engine.client.call('workflows.standing', { id: id ?? 0 })
  const isOver = async (): Promise<boolean> => {
    const { lastRun, state } = await standing()
    return state !== 'started' && lastRun?.state !== 'running'
  }
  return {
    async begin() {
      id ??= await prepare(engine, path)
      await engine.client.call('workflows.start', { id, discardWaiting: true })
    },
    isUp: standing,
    isOver,
    async waitUntilOver() {
      await expect.poll(isOver, { timeout: patienceMs, interval: 50 }).toBe(true)
    },
    restart: () => engine.restart(),
    async end() {
      await engine.kill()
      const outcome = readOutcome(path)
      await engine.restart()
      return outcome
    },
    errors: () => engine.errors,
  }
}

async function prepare({ client }: MortalEngine, path: string): Promise<number> {
  const settings = simulatorLine.settings.parse({})
  const price = { priceMicros: 50_000, currency: 'EUR' }
  await client.call('lines.save', { name: 'Line', kind: 'simulator', settings, isDefault: true, ...price })
  addPeople(path)
  return (await client.call('workflows.create', { name: 'Crash', document })).id
}

/** Every fifth has the number of somebody before, every seventh none; two in three are on the list. */
function addPeople(path: string): void {
  const sql = new Sqlite(path)
  const insert = sql.prepare(
    `INSERT INTO people (phone, phone_input, phone_type, phone_problem, first_name, language, created_at, updated_at)
     VALUES (@phone, @phone, iif(@phone IS NULL, NULL, 'mobile'), iif(@phone IS NULL, 'missing', NULL), @name, @language, 0, 0)`,
  )
  sql.transaction(() => {
    for (let index = 0; index < people; index += 1) {
      const number = String(index % 5 === 4 ? index - 1 : index).padStart(4, '0')
      const phone = index % 7 === 6 ? null : `+3363998${number}`
      insert.run({ phone, name: `Name ${(index * 7919) % people}`, language: index % 4 === 0 ? 'sv' : 'en' })
    }
    sql.exec(`
      INSERT INTO audiences (id, name, rule, kind, member_set, created_at, updated_at)
      VALUES (1, 'List', '${JSON.stringify(everyone)}', 'list', 7, 0, 0);
      INSERT INTO audience_members SELECT 7, id FROM people WHERE id % 3 > 0;`)
  })()
  sql.close()
}

function readOutcome(path: string): Outcome {
  const sql = new Sqlite(path, { readonly: true })
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(sql.pragma('foreign_key_check')).toEqual([])
  const digest = (query: string, ...given: unknown[]): string => {
    const rows = sql
      .prepare(query)
      .raw()
      .all(...given)
    const hash = createHash('sha256').update(JSON.stringify(rows)).digest('base64url')
    return `${rows.length} ${hash.slice(0, 12)}`
  }
  const last = 'SELECT max(id) FROM workflow_runs'
  const outputs = sql
    .prepare(
      `SELECT activity_id activity, outlet, population_id id, count FROM activity_outputs
       JOIN populations ON populations.id = population_id WHERE run_id = (${last}) ORDER BY activity_id, outlet`,
    )
    .all() as { activity: string; outlet: string; id: number; count: number }[]
  const outcome = {
    state: String(sql.prepare(`SELECT state FROM workflow_runs WHERE id = (${last})`).pluck().get()),
    outputs: outputs.map(({ activity, outlet, id, count }) => {
      const members = digest(
        'SELECT person_id, extra FROM population_members WHERE population_id = ? ORDER BY person_id',
        id,
      )
      return `${activity}.${outlet} ${count}: ${members}`
    }),
    list: digest(
      `SELECT person_id FROM audience_members JOIN audiences USING (member_set)
       WHERE name = 'Kept' ORDER BY person_id`,
    ),
    changed: digest(
      `SELECT people.id, last_name, tag_id IS NOT NULL FROM people
       LEFT JOIN person_tags ON person_id = people.id ORDER BY people.id`,
    ),
    messages: digest(
      `SELECT person_id, recipient, text FROM messages JOIN deliveries ON deliveries.id = delivery_id
       WHERE run_id = (${last}) AND deliveries.state = 'ready' ORDER BY person_id`,
    ),
  }
  sql.close()
  return outcome
}
