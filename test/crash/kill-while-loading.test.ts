import Sqlite from 'better-sqlite3'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { everyone } from '../../src/shared/rule.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine, type MortalEngine } from '../support/engine-process.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { draw } from '../support/workflow-world.ts'

const rounds = 5
const kills = 8
const known = 2000
const unknown = 2000
const longestLifeMs = 250

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

test(`a file that adds people comes in once, and nobody is new twice, in ${rounds} rounds of ${kills} kills`, async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
  const random = createSeededRandom(seed)
  for (let round = 0; round < rounds; round += 1) {
    const because = `seed ${seed}, round ${round}`
    const path = join(createTemporaryFolder(), 'crash.campanile')
    const engine = startMortalEngine(bundle, path)
    const id = await prepare(engine, path)
    const isOver = async (): Promise<boolean> =>
      (await engine.client.call('workflows.standing', { id })).lastRun?.state !== 'running'

    await engine.client.call('workflows.start', { id })
    for (let kill = 0; kill < kills; kill += 1) {
      await wait(random.integer(longestLifeMs))
      await engine.restart()
      await engine.client.call('workflows.standing', { id })
    }
    await expect.poll(isOver, { timeout: 300_000, interval: 50 }).toBe(true)
    expect(readRun(path), because).toEqual({
      state: 'finished',
      people: known + unknown,
      loaded: known + unknown,
      carried: known + unknown,
      fileRows: known + unknown + 1,
      imports: String(unknown),
      repeated: 1,
    })

    // Whoever was added behind the back of the query is new the second time, and nobody else.
    await engine.client.call('workflows.start', { id })
    await engine.restart()
    await expect.poll(isOver, { timeout: 300_000, interval: 50 }).toBe(true)
    await engine.kill()
    expect(readReturned(path), because).toEqual({ returned: known + unknown, people: known + unknown })
    expect(engine.errors.join(''), because).toBe('')
  }
}, 1_200_000)

/** Half of the rows mean people who are there; one number stands in the file twice. */
async function prepare({ client }: MortalEngine, path: string): Promise<number> {
  const file = join(createTemporaryFolder(), 'appointments.csv')
  const rows = Array.from({ length: known + unknown }, (_, index) => `${phoneOf(index)},${index % 24}:30`)
  writeFileSync(file, ['Mobile,Appointment', ...rows, `${phoneOf(0)},late`].join('\n'))
  const { key, name } = await client.call('loadFiles.keep', { file })
  await client.call('loadFiles.copy', { key })
  addPeople(path)
  const source = { header: 'Mobile', at: 0 }
  const load = {
    file: { key, name, use: 'copy' },
    country: 'GB',
    match: [{ field: 'phone', source }],
    columns: [{ name: 'appointment', label: 'At', type: 'text', source: { header: 'Appointment', at: 1 } }],
    unmatched: { kind: 'add', fields: [] },
  }
  const by = { mode: 'never-returned', keepDays: 0 }
  const document = draw(
    {
      file: { kind: 'load-file', settings: load },
      news: { kind: 'incremental-query', settings: { source: 'rule', rule: everyone, by } },
    },
    [],
  )
  return (await client.call('workflows.create', { name: 'Crash', document })).id
}

/** Of those that are kept free for films. */
function phoneOf(index: number): string {
  return `+3363998${String(index).padStart(4, '0')}`
}

function addPeople(path: string): void {
  const sql = new Sqlite(path)
  const insert = sql.prepare(
    `INSERT INTO people (phone, phone_input, phone_type, created_at, updated_at) VALUES (@phone, @phone, 'mobile', 0, 0)`,
  )
  sql.transaction(() => {
    for (let index = 0; index < known; index += 1) insert.run({ phone: phoneOf(index) })
  })()
  sql.close()
}

function readRun(path: string) {
  const sql = new Sqlite(path, { readonly: true })
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(sql.pragma('foreign_key_check')).toEqual([])
  const one = (query: string): unknown => sql.prepare(query).pluck().get()
  const loaded = "(SELECT population_id FROM activity_outputs WHERE activity_id = 'file')"
  const found = {
    state: one('SELECT state FROM workflow_runs'),
    people: one('SELECT count(*) FROM people'),
    loaded: one(`SELECT count FROM populations WHERE id = ${loaded}`),
    carried: one(
      `SELECT count(*) FROM population_members WHERE population_id = ${loaded} AND extra ->> '$.appointment' LIKE '%:30'`,
    ),
    fileRows: one('SELECT rows FROM file_loads WHERE is_whole = 1'),
    imports: one("SELECT group_concat(imported) FROM imports WHERE state = 'finished'"),
    repeated: one("SELECT count(*) FROM file_load_rows WHERE reason = 'person-repeated'"),
  }
  sql.close()
  return found
}

/** Of all runs together: how many came back, each time counted, and how many different people they are. */
function readReturned(path: string) {
  const sql = new Sqlite(path, { readonly: true })
  const found = sql
    .prepare(
      `SELECT (SELECT sum(people) FROM incremental_batches WHERE is_settled = 1) AS returned,
         (SELECT count(*) FROM incremental_people) AS people`,
    )
    .get()
  sql.close()
  return found
}
