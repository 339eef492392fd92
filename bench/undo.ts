import { join } from 'node:path'
import type { ColumnTarget } from '../src/shared/contract/imports.ts'
import { createImports, type Imports } from '../src/main/engine/people/create-imports.ts'
import type { ImportRequest } from '../src/main/engine/people/imports/import-plan.ts'
import { readImport } from '../src/main/engine/people/imports/import-row.ts'
import { openFile } from '../src/main/engine/people/imports/text-source.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { writePeopleFile } from './support/people-file.ts'
import { watchWaits } from './support/watch-waits.ts'

const columns: ColumnTarget[] = [
  ...['first_name', 'last_name', 'phone', 'country', 'language'].map(field => ({
    to: 'field' as const,
    field,
  })),
  ...['city', 'birthday', 'points', 'member'].map(label => ({ to: 'new-field' as const, label })),
]
/** The same file again, but what was the first name is the city, so that everyone is changed. */
const changing: ColumnTarget[] = columns.map((target, column) => {
  if (column === 0) return { to: 'new-field', label: 'city' }
  return column === 5 ? { to: 'ignore' } : target
})

/** An import is undone that made everyone, with a tag and a list; then one that changed everyone. */
export const benchmark: Benchmark = {
  name: 'undo',
  n: 1_000_000,
  setup: ({ folder, n }) => writePeopleFile(join(folder, 'people.csv'), n),
  async work({ folder }: PhaseInput): Promise<PhaseResult> {
    const context = createBenchContext(join(folder, 'undo.campanile'))
    const imports = createImports(context)
    const file = join(folder, 'people.csv')
    const given = { tags: ['Everyone'], list: { name: 'Everyone' } }
    const made = await run(imports, file, { columns, existing: 'fill', ...given })
    const changed = await run(imports, file, { columns: changing, existing: 'overwrite' })
    const { updated } = readImport(context.workspace.sql, changed.id)
    const longestWait = watchWaits()
    const back = await undo(imports, changed.id)
    const gone = await undo(imports, made.id)
    const longestWaitMs = longestWait()
    context.workspace.close()
    return {
      seconds: gone.seconds,
      removed: gone.removed,
      madeCpuSeconds: gone.cpuSeconds,
      changedSeconds: back.seconds,
      changedCpuSeconds: back.cpuSeconds,
      restored: back.restored,
      importSeconds: made.seconds,
      updated,
      updateSeconds: changed.seconds,
      longestWaitMs,
    }
  },
}

async function run(
  imports: Imports,
  file: string,
  request: Pick<ImportRequest, 'columns' | 'existing' | 'tags' | 'list'>,
): Promise<{ id: number; seconds: number }> {
  let id = 0
  const seconds = await timed(async () => {
    id = await imports.start(await openFile(file), {
      reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true },
      defaultCountry: 'FR',
      badNumbers: 'reject',
      ...request,
    })
    await imports.whenSettled(id)
  })
  return { id, seconds: round(seconds) }
}

async function undo(imports: Imports, id: number) {
  let counts = { removed: 0, restored: 0, kept: 0 }
  const before = process.cpuUsage()
  const seconds = await timed(async () => void (counts = await imports.undo(id)))
  const { user, system } = process.cpuUsage(before)
  return { ...counts, seconds: round(seconds), cpuSeconds: round((user + system) / 1_000_000) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
