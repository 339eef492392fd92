import type { Database } from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createImports } from '../../../../../src/main/engine/people/create-imports.ts'
import { countPeople, expectNobody, importAsGuessed } from '../../../../support/import-steps.ts'
import { readPeopleBytes } from '../../../../support/people-bytes.ts'
import { createPeopleWorld, type PeopleWorld } from '../../../../support/people-world.ts'
import { runScript } from '../../../../support/run-typescript.ts'

const rows = 60_000

const french = (row: number): string => `+3363998${String(row % 10_000).padStart(4, '0')}`

/** Runs an import in a process of its own, which is killed after so many stretches of a step. */
async function killAfter(
  { folder }: PeopleWorld,
  { file, options, step, stretches }: { file: string; options: object; step: string; stretches: number },
): Promise<PeopleWorld> {
  const given = JSON.stringify({ ...options, step, stretches })
  const importing = runScript('import-process.ts', [join(folder, 'test.campanile'), file, given])
  await importing.ended
  // Windows knows no signals, and calls it a failure.
  expect(importing.child.exitCode, `killed while ${step}`).not.toBe(0)
  return createPeopleWorld(folder)
}

function whenSettled(sql: Database): Promise<unknown> {
  const settled = sql.prepare('SELECT min(is_settled) FROM imports').pluck()
  return vi.waitUntil(() => settled.get() === 1, { timeout: 20_000 })
}

it(
  'an import whose process is killed leaves nobody behind, whenever that was',
  { timeout: 60_000 },
  async () => {
    const first = createPeopleWorld()
    const file = first.write(
      'numbers.csv',
      `${Array.from({ length: rows }, (_, row) => french(row)).join('\n')}\n`,
    )
    first.context.workspace.close()

    // The last of these is after the last row: the people are being entered into their orders then.
    for (const stretches of [1, 3, 5, 7]) {
      const options = { existing: 'add-all' }
      const world = await killAfter(first, { file, options, step: 'reading', stretches })
      const { sql } = world.context.workspace
      const stored = Number(sql.prepare('SELECT count(*) FROM people').pluck().get())
      expect(stored).toBeGreaterThan(0)
      const notices = createImports(world.context).recover()
      expect(notices).toEqual([{ code: 'import/interrupted', data: { file: 'numbers.csv', rows: stored } }])
      expect(await countPeople(world)).toBe(0)
      await whenSettled(sql)
      expectNobody(world)
      expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
      world.context.workspace.close()
    }
  },
)

it(
  'people who were there before an import are as they were when its process is killed, also while it is undone',
  { timeout: 120_000 },
  async () => {
    const first = createPeopleWorld()
    const numbers = Array.from({ length: 10_000 }, (_, row) => `Anna,${french(row)},Lyon`)
    await importAsGuessed(first, first.write('before.csv', `name,phone,city\n${numbers.join('\n')}\n`))
    const british = Array.from(
      { length: 1000 },
      (_, row) => `Bea,+447700900${String(row).padStart(3, '0')},Leeds`,
    )
    const again = Array.from({ length: 30_000 }, (_, row) => `Cem ${row},${french(row)},Nice`)
    const file = first.write('list.csv', `${[...british, ...again].join('\n')}\n`)
    const before = readPeopleBytes(first.context.workspace.sql)
    first.context.workspace.close()
    const options = {
      columns: [
        { to: 'field', field: 'first_name' },
        { to: 'field', field: 'phone' },
        { to: 'field', field: 'city' },
      ],
      existing: 'overwrite',
      tags: ['New'],
      list: { name: 'All' },
      undoes: true,
    }
    const moments = [
      ['reading', 2],
      ['updating', 30],
      ['marking', 3],
      ['taking-back', 2],
      ['taking-back', 26],
    ] as const
    for (const [step, stretches] of moments) {
      const world = await killAfter(first, { file, options, step, stretches })
      const { sql } = world.context.workspace
      const imports = createImports(world.context)
      const notices = imports.recover()
      expect(notices.map(({ code }) => code)).toEqual(step === 'taking-back' ? [] : ['import/interrupted'])
      expect(await countPeople(world)).toBe(10_000)
      await whenSettled(sql)
      await imports.stop()
      expect(readPeopleBytes(sql)).toEqual(before)
      expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(sql.pragma('foreign_key_check')).toEqual([])
      world.context.workspace.close()
    }
  },
)
