import type { Database } from 'better-sqlite3'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { executeActivity } from '../src/main/engine/activities/index.ts'
import type { EngineContext } from '../src/main/engine/context.ts'
import { keepTime } from '../src/main/engine/audiences/rule-moment.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import type { ActivityKind } from '../src/shared/activities/index.ts'
import { createSubset } from '../src/shared/activities/split.ts'
import type { Rule } from '../src/shared/rule.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createPreparable } from './support/create-preparable.ts'
import { createBenchStep } from './support/bench-step.ts'
import { watchWaits } from './support/watch-waits.ts'

/** Two sets that overlap in a third of all people, and together are everyone. */
const left = 2
const right = 3

const people = (folder: string): string => join(folder, 'people.campanile')

/** Design §16: union, intersection, a split into five and a deduplication, against the same in one statement each. */
export const benchmark: Benchmark = {
  name: 'workflow',
  n: 1_000_000,
  setup({ folder, n }) {
    const { sql, close } = openWorkspace(people(folder))
    createPreparable(sql, n)
    sql.exec(`
      INSERT INTO populations (id) VALUES (${left}), (${right});
      INSERT INTO population_members (population_id, person_id) SELECT ${left}, id FROM people WHERE id % 3 <> 0;
      INSERT INTO population_members (population_id, person_id) SELECT ${right}, id FROM people WHERE id % 3 <> 1;
      UPDATE populations
      SET count = (SELECT count(*) FROM population_members WHERE population_id = populations.id) WHERE id > 1;`)
    close()
  },
  async floor(input) {
    const { sql, close } = openWorkspace(copyPeople(input, 'floor.campanile'))
    const steps = await runBare(sql, input.n)
    close()
    return steps
  },
  async work(input) {
    const context = createBenchContext(copyPeople(input, 'work.campanile'))
    keepTime(context.workspace.sql, context.clock)
    const result = await runActivities(context, input.n)
    context.workspace.close()
    return result
  },
}

function copyPeople({ folder }: PhaseInput, name: string): string {
  const path = join(folder, name)
  copyFileSync(people(folder), path)
  return path
}

const matching = (field: string, value: string): Rule => ({
  version: 3,
  root: { type: 'group', match: 'all', items: [{ type: 'field', field, operator: 'is', value }] },
})

const combining = {
  match: 'person',
  keys: [],
  primary: null,
  keepsCommon: false,
  limit: null,
  complement: false,
}

/** Those of a name, a fifth by lot, a fifth by their last names, a number by lot, and the others. */
const split = {
  subsets: [
    createSubset('named', { rule: matching('first_name', 'Anna') }),
    createSubset('drawn', { size: { kind: 'percent', percent: 20 } }),
    createSubset('sorted', {
      size: { kind: 'percent', percent: 20 },
      order: { by: 'value', value: { from: 'field', name: 'last_name' }, direction: 'ascending' },
    }),
    createSubset('counted', { size: { kind: 'count', count: 100_000 } }),
    createSubset('others'),
  ],
  overlap: false,
  complement: false,
}
const deduplication = {
  keys: [{ from: 'field', name: 'phone' }],
  keep: 1,
  strategy: { by: 'oldest' },
  complement: false,
}

async function runActivities(context: EngineContext, n: number): Promise<PhaseResult> {
  const result: Record<string, number> = {}
  let total = 0
  async function run(name: string, kind: ActivityKind, settings: object, inbound: number[]) {
    const longestWait = watchWaits()
    let outputs: Readonly<Record<string, number>> = {}
    const seconds = await timed(async () => {
      const outcome = await executeActivity(kind, createBenchStep(context, { kind, settings, inbound }))
      if (outcome.kind !== 'finished') throw new Error(`${name} is ${outcome.kind}`)
      outputs = outcome.outputs
    })
    total += seconds
    result[`${name}Seconds`] = Math.round(seconds * 100) / 100
    result[`${name}WaitMs`] = longestWait()
    return outputs
  }
  const sets = [left, right]
  const union = await run('union', 'combine', { ...combining, operation: 'union' }, sets)
  const everyone = union['result'] ?? 0
  await run('intersection', 'combine', { ...combining, operation: 'intersection' }, sets)
  const parts = await run('split', 'split', split, [everyone])
  const single = await run('deduplication', 'deduplication', deduplication, [everyone])
  const count = (id = 0): number =>
    Number(context.workspace.sql.prepare('SELECT count FROM populations WHERE id = ?').pluck().get(id))
  const divided = Object.values(parts).reduce((sum, id) => sum + count(id), 0)
  if (count(everyone) !== n || divided !== n) throw new Error(`${divided} of ${count(everyone)} people`)
  result['single'] = count(single['result'])
  return { seconds: total, ...result }
}

/** The same as single statements, which hold up everything else for as long as they take. */
async function runBare(sql: Database, n: number): Promise<PhaseResult> {
  const from = 'population_members JOIN people ON people.id = person_id WHERE population_id = 10'
  const free = (subsets: number[]): string =>
    `NOT EXISTS (SELECT 1 FROM population_members AS other
       WHERE other.population_id IN (${subsets.join(', ')}) AND other.person_id = population_members.person_id)`
  const members = 'FROM population_members WHERE population_id = 10'
  const fifth = Math.round(n / 5)
  const statements = [
    `SELECT 10, person_id FROM population_members WHERE population_id = ${left}
     UNION SELECT 10, person_id FROM population_members WHERE population_id = ${right}`,
    `SELECT 11, population_members.person_id FROM population_members
     JOIN population_members AS other ON other.population_id = ${right}
       AND other.person_id = population_members.person_id WHERE population_members.population_id = ${left}`,
    `SELECT 12, person_id FROM ${from} AND first_name = 'Anna' COLLATE NOCASE`,
    `SELECT 13, person_id ${members} AND ${free([12])} ORDER BY random() LIMIT ${fifth}`,
    `SELECT 14, person_id FROM ${from} AND ${free([12, 13])} ORDER BY last_name LIMIT ${fifth}`,
    `SELECT 15, person_id ${members} AND ${free([12, 13, 14])} ORDER BY random() LIMIT 100000`,
    `SELECT 16, person_id ${members} AND ${free([12, 13, 14, 15])}`,
    `SELECT 17, person_id FROM (
       SELECT person_id, phone, row_number() OVER (PARTITION BY phone ORDER BY person_id) AS place FROM ${from})
     WHERE place = 1 OR phone IS NULL`,
  ]
  const create = sql.prepare('INSERT INTO populations (id) VALUES (?)')
  for (let id = 10; id <= 17; id += 1) create.run(id)
  const seconds = await timed(() => {
    for (const select of statements)
      sql.exec(`INSERT INTO population_members (population_id, person_id) ${select}`)
  })
  return { seconds }
}
