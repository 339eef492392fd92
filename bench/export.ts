import { createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createJobs } from '../src/main/engine/create-jobs.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { exportHandlers } from '../src/main/engine/export/handlers.ts'
import { exportCalls, type ExportFormat } from '../src/shared/contract/exports.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createPreparable } from './support/create-preparable.ts'
import { watchWaits } from './support/watch-waits.ts'

const people = (folder: string): string => join(folder, 'people.campanile')

/** Everyone with all columns, as CSV and then as a workbook, against the same columns as bare text. */
export const benchmark: Benchmark = {
  name: 'export',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(people(folder))
    createPreparable(workspace.sql, n)
    workspace.close()
  },
  floor: writeBare,
  work: exportBoth,
}

async function writeBare({ folder }: PhaseInput): Promise<PhaseResult> {
  const { sql, close } = openWorkspace(people(folder))
  const select = sql
    .prepare('SELECT first_name, last_name, phone, country, language, time_zone, created_at FROM people')
    .raw()
  function* lines(): Generator<string> {
    let text = ''
    for (const row of select.iterate()) {
      text += `${(row as unknown[]).join(',')}\r\n`
      if (text.length < 65_536) continue
      yield text
      text = ''
    }
    yield text
  }
  const seconds = await timed(() =>
    pipeline(Readable.from(lines()), createWriteStream(join(folder, 'bare.csv'))),
  )
  close()
  return { seconds }
}

async function exportBoth({ folder, n }: PhaseInput): Promise<PhaseResult> {
  const context = createBenchContext(people(folder))
  const start = exportHandlers(context, createJobs())['exports.start']
  async function save(format: ExportFormat): Promise<number> {
    const file = join(folder, `people.${format}`)
    const what = { of: 'people', selection: { all: {} } }
    const seconds = await timed(async () => {
      const { rows } = await start(exportCalls['exports.start'].input.parse({ what, format, file }))
      if (rows !== n) throw new Error(`${rows} rows for ${n}`)
    })
    return seconds
  }
  const longestWait = watchWaits()
  const seconds = await save('csv')
  const longestWaitMs = longestWait()
  const longestWorkbookWait = watchWaits()
  const workbookSeconds = Math.round((await save('xlsx')) * 10) / 10
  const workbookWaitMs = longestWorkbookWait()
  context.workspace.close()
  const workbookMb = Math.round(statSync(join(folder, 'people.xlsx')).size / 1e6)
  return { seconds, longestWaitMs, workbookSeconds, workbookWaitMs, workbookMb }
}
