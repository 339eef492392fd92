import type { Database } from 'better-sqlite3'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { executeActivity } from '../src/main/engine/activities/index.ts'
import { keepTime } from '../src/main/engine/audiences/rule-moment.ts'
import type { EngineContext } from '../src/main/engine/context.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { keepFile } from '../src/main/engine/files/keep-file.ts'
import { createPreparations } from '../src/main/engine/preparation/create-preparations.ts'
import type { ActivityKind } from '../src/shared/activities/index.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createBenchStep } from './support/bench-step.ts'
import { createPreparable } from './support/create-preparable.ts'
import { copyPeople, peopleWorkspace } from './support/people-workspace.ts'
import { watchWaits } from './support/watch-waits.ts'

const file = (folder: string): string => join(folder, 'appointments.csv')

/**
 * A million people by the rows of a file, only those who are new, with three more columns, changed by two of them, and a
 * message with a column to each; against the same in one statement each, where there is one.
 */
export const benchmark: Benchmark = {
  name: 'columns',
  n: 1_000_000,
  async setup({ folder, n }) {
    const { sql, close } = openWorkspace(peopleWorkspace(folder))
    createPreparable(sql, n)
    sql.exec(`
      INSERT INTO workflows (id, name, document, created_at, updated_at) VALUES (1, 'Benchmark', '{}', 0, 0);
      INSERT INTO workflow_versions VALUES (1, 1, 1, '{}', 0);
      INSERT INTO workflow_runs (id, workflow_id, version_id, state, due_at) VALUES (1, 1, 1, 'running', 0);
      INSERT INTO activity_runs (run_id, activity_id, state) VALUES (1, 'a', 'running');`)
    await writeRows(sql, file(folder))
    close()
  },
  async floor(input) {
    const { sql, close } = openWorkspace(copyPeople(input, 'floor.campanile'))
    const result = await runBare(sql)
    close()
    return result
  },
  async work(input) {
    const context = createBenchContext(copyPeople(input, 'work.campanile'))
    keepTime(context.workspace.sql, context.clock)
    const result = await runActivities(context, input)
    context.workspace.close()
    return result
  },
}

/** A row for whoever has a number, and nine columns. */
async function writeRows(sql: Database, path: string): Promise<void> {
  const stream = createWriteStream(path)
  stream.write('Mobile,Appointment,Doctor,Room,Points,Due,A,B,C\n')
  for (const phone of sql
    .prepare('SELECT phone FROM people WHERE phone IS NOT NULL ORDER BY phone')
    .pluck()
    .iterate()) {
    const row = `${String(phone)},21 Nov 14:30,Dr. May,12b,2.5,2026-11-21,a,b,c\n`
    if (!stream.write(row)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}

const everyone = { version: 3, root: { type: 'group', match: 'all', items: [] } }
const carried = ['Appointment', 'Doctor', 'Due'].map(header => ({
  name: header.toLowerCase(),
  label: header,
  type: header === 'Due' ? 'date' : 'text',
  source: { header, at: 0 },
}))
const added = [
  { name: 'name', from: { of: 'field', field: 'last_name' } },
  { name: 'season', from: { of: 'constant', value: 'spring' } },
  { name: 'sent', from: { of: 'messages', event: 'sent', measure: 'count', days: 30 } },
  { name: 'greeting', from: { of: 'text', text: 'Dear {{ first_name | default: "friend" }}' } },
].map(column => ({ ...column, label: column.name, type: 'text' }))
const changes = [
  { field: 'first_name', to: { kind: 'column', column: 'season' }, when: 'empty' },
  { field: 'last_name', to: { kind: 'column', column: 'doctor' }, when: 'different' },
]

async function runActivities(context: EngineContext, { folder, n }: PhaseInput): Promise<PhaseResult> {
  const { sql } = context.workspace
  const result: Record<string, number> = {}
  let total = 0
  async function measure(name: string, work: () => Promise<void>): Promise<void> {
    const longestWait = watchWaits()
    const cpu = process.cpuUsage()
    const seconds = await timed(work)
    const { user, system } = process.cpuUsage(cpu)
    total += seconds
    result[`${name}Seconds`] = Math.round(seconds * 100) / 100
    result[`${name}CpuSeconds`] = Math.round((user + system) / 10_000) / 100
    result[`${name}WaitMs`] = longestWait()
  }
  async function run(name: string, kind: ActivityKind, settings: object, inbound: number[]) {
    let population = 0
    await measure(name, async () => {
      const outcome = await executeActivity(kind, createBenchStep(context, { kind, settings, inbound }))
      if (outcome.kind !== 'finished') throw new Error(`${name} is ${outcome.kind}`)
      population = outcome.outputs['result'] ?? 0
    })
    return population
  }
  const count = (id: number): number =>
    Number(sql.prepare('SELECT count FROM populations WHERE id = ?').pluck().get(id))

  const { key, name } = await keepFile(context, file(folder))
  const loaded = await run(
    'load',
    'load-file',
    {
      file: { key, name, use: 'place' },
      reading: {},
      country: 'GB',
      match: [{ field: 'phone', source: { header: 'Mobile', at: 0 } }],
      columns: carried,
      unmatched: { kind: 'leave-out' },
      empty: 'fail',
      errorOutlet: false,
    },
    [],
  )
  const by = { mode: 'never-returned', keepDays: 0 }
  const query = { source: 'rule', rule: everyone, by }
  const fresh = await run('new', 'incremental-query', query, [])
  if (count(fresh) !== n) throw new Error(`${count(fresh)} of ${n} people are new`)
  const enriched = await run('enrich', 'enrichment', { columns: added, primary: null, keeps: true }, [loaded])
  const settings = { changes, addTags: ['Asked'], removeTags: [], rejects: false, errorOutlet: false }
  await run('update', 'update-data', settings, [enriched])
  await run('again', 'update-data', settings, [enriched])
  sql
    .prepare('UPDATE deliveries SET population_id = ?, content = ? WHERE id = 1')
    .run(enriched, JSON.stringify({ text: '{{ greeting }}, we see you at {{ appointment }}.' }))
  await measure('prepare', async () => {
    const preparations = createPreparations(context)
    preparations.start(1)
    await preparations.whenSettled(1)
  })
  result['loaded'] = count(loaded)
  return { seconds: total, ...result }
}

/** The same as single statements, which hold up everything else for as long as they take; the file is not read. */
async function runBare(sql: Database): Promise<PhaseResult> {
  const statements = {
    load: `INSERT INTO population_members (population_id, person_id, extra)
      SELECT 2, id, json_object('appointment', '21 Nov 14:30', 'doctor', 'Dr. May', 'due', '2026-11-21')
      FROM people WHERE phone IS NOT NULL`,
    new: `INSERT INTO population_members (population_id, person_id) SELECT 3, id FROM people
      WHERE NOT EXISTS (SELECT 1 FROM incremental_people WHERE query_id = 1 AND person_id = id);
      INSERT INTO incremental_people SELECT 1, person_id, 1 FROM population_members WHERE population_id = 3`,
    enrich: `INSERT INTO population_members (population_id, person_id, extra)
      SELECT 4, person_id, json_set(extra, '$.name', last_name, '$.season', 'spring', '$.sent',
        CAST((SELECT count(*) FROM messages WHERE messages.person_id = people.id) AS TEXT), '$.greeting', 'Dear ' || first_name)
      FROM population_members JOIN people ON id = person_id WHERE population_id = 2`,
    update: `UPDATE people SET last_name = extra ->> '$.doctor',
        first_name = iif(first_name = '', extra ->> '$.season', first_name)
      FROM population_members WHERE population_id = 4 AND person_id = id;
      INSERT INTO tags (id, name, name_key) VALUES (99, 'Asked', 'asked');
      INSERT INTO person_tags (tag_id, person_id) SELECT 99, person_id FROM population_members WHERE population_id = 4`,
  }
  sql.exec('INSERT INTO populations (id) VALUES (2), (3), (4)')
  const result: Record<string, number> = {}
  let total = 0
  for (const [name, statement] of Object.entries(statements)) {
    const seconds = await timed(() => {
      sql.exec(statement)
    })
    result[`${name}Seconds`] = Math.round(seconds * 100) / 100
    total += seconds
  }
  return { seconds: total, ...result }
}
