import { join } from 'node:path'
import { statSync } from 'node:fs'
import { createImports } from '../src/main/engine/people/create-imports.ts'
import { readImport } from '../src/main/engine/people/imports/import-row.ts'
import { inspectSource } from '../src/main/engine/people/imports/inspect-source.ts'
import { openFile } from '../src/main/engine/people/imports/text-source.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { writePeopleWorkbook } from './support/people-workbook.ts'
import { watchWaits } from './support/watch-waits.ts'

/** As many people as a sheet has rows below its header, with their texts shared, as a spreadsheet program writes them. */
export const benchmark: Benchmark = {
  name: 'import-workbook',
  n: 1_048_575,
  setup: ({ folder, n }) => writePeopleWorkbook(join(folder, 'people.xlsx'), n),
  work: importWorkbook,
}

async function importWorkbook({ folder, n }: PhaseInput): Promise<PhaseResult> {
  const context = createBenchContext(join(folder, 'import.campanile'))
  const imports = createImports(context)
  const path = join(folder, 'people.xlsx')
  const { sql } = context.workspace
  let id = 0
  const longestWait = watchWaits()
  let inspectSeconds = 0
  const seconds = await timed(async () => {
    const source = await openFile(path)
    const startedAt = performance.now()
    const { reading, columns } = await inspectSource(sql, source, { defaultCountry: 'FR' })
    inspectSeconds = (performance.now() - startedAt) / 1000
    id = await imports.start(source, {
      reading,
      columns: columns.map(({ target }) => target),
      defaultCountry: 'FR',
      badNumbers: 'reject',
      existing: 'add',
      tags: [],
    })
    await imports.whenSettled(id)
  })
  const longestWaitMs = longestWait()
  const { state, read, imported } = readImport(sql, id)
  if (state !== 'finished' || read !== n) throw new Error(`${state} after ${read} of ${n} rows`)
  context.workspace.close()
  const fileMb = Math.round(statSync(path).size / 1e6)
  return { seconds, inspectSeconds, imported, longestWaitMs, fileMb }
}
