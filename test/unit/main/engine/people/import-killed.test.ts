import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createImports } from '../../../../../src/main/engine/people/create-imports.ts'
import { countPeople, expectNobody } from '../../../../support/import-steps.ts'
import { createPeopleWorld } from '../../../../support/people-world.ts'
import { runScript } from '../../../../support/run-typescript.ts'

const rows = 60_000

it(
  'an import whose process is killed leaves nobody behind, whenever that was',
  { timeout: 60_000 },
  async () => {
    const first = createPeopleWorld()
    const { folder } = first
    const numbers = Array.from(
      { length: rows },
      (_, row) => `+3363998${String(row % 10_000).padStart(4, '0')}`,
    )
    const file = first.write('numbers.csv', `${numbers.join('\n')}\n`)
    first.context.workspace.close()

    // The last of these is after the last row: the people are being entered into their orders then.
    for (const killAfter of [1, 3, 5, 7]) {
      const process = runScript('import-process.ts', [join(folder, 'test.campanile'), file])
      for (let stretch = 0; stretch < killAfter; stretch++) await process.line()
      await process.kill()

      const world = createPeopleWorld(folder)
      const { sql } = world.context.workspace
      const stored = Number(sql.prepare('SELECT count(*) FROM people').pluck().get())
      expect(stored).toBeGreaterThan(0)
      const notices = createImports(world.context).recover()
      expect(notices).toEqual([{ code: 'import/interrupted', data: { file: 'numbers.csv', rows: stored } }])
      expect(await countPeople(world)).toBe(0)
      await vi.waitUntil(() => sql.prepare('SELECT min(is_settled) FROM imports').pluck().get() === 1, {
        timeout: 10_000,
      })
      expectNobody(world)
      expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
      world.context.workspace.close()
    }
  },
)
