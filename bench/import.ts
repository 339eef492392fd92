import Sqlite from 'better-sqlite3'
import { parse } from 'csv-parse'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { ColumnTarget } from '../src/shared/contract/imports.ts'
import { createImports } from '../src/main/engine/people/create-imports.ts'
import { openFile } from '../src/main/engine/people/imports/text-source.ts'
import { readImport } from '../src/main/engine/people/imports/import-row.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { writePeopleFile } from './support/people-file.ts'

const columns: ColumnTarget[] = [
  ...['first_name', 'last_name', 'phone', 'country', 'language'].map(field => ({
    to: 'field' as const,
    field,
  })),
  ...['city', 'birthday', 'points', 'member'].map(label => ({ to: 'new-field' as const, label })),
]

/** A file of people into a new workspace: numbers normalised, bad rows kept aside, ready to be listed and searched. */
export const benchmark: Benchmark = {
  name: 'import',
  n: 1_000_000,
  setup: ({ folder, n }) => writePeopleFile(join(folder, 'people.csv'), n),
  floor: insertBare,
  work: importFile,
}

/** The same file through the same parser into a table without an index, and nothing else. */
async function insertBare({ folder, n }: PhaseInput): Promise<PhaseResult> {
  const sql = new Sqlite(join(folder, 'floor.db'))
  sql.pragma('journal_mode = WAL')
  sql.pragma('synchronous = NORMAL')
  sql.exec(
    'CREATE TABLE rows (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT, g TEXT, h TEXT, i TEXT) STRICT',
  )
  const insert = sql.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const insertAll = sql.transaction((rows: readonly string[][]) => {
    for (const row of rows) insert.run(row)
  })
  let count = 0
  const seconds = await timed(async () => {
    let rows: string[][] = []
    for await (const row of createReadStream(join(folder, 'people.csv')).pipe(parse({ from: 2 }))) {
      count = rows.push(row as string[]) === 10_000 ? (insertAll(rows), (rows = []), count + 10_000) : count
    }
    insertAll(rows)
    count += rows.length
  })
  if (count !== n) throw new Error(`${count} rows for ${n}`)
  sql.close()
  return { seconds }
}

async function importFile({ folder, n }: PhaseInput): Promise<PhaseResult> {
  const context = createBenchContext(join(folder, 'import.campanile'))
  const imports = createImports(context)
  let id = 0
  let longestWaitMs = 0
  let tickedAt = performance.now()
  const ticker = setInterval(() => {
    longestWaitMs = Math.max(longestWaitMs, performance.now() - tickedAt)
    tickedAt = performance.now()
  }, 1)
  const seconds = await timed(async () => {
    id = await imports.start(await openFile(join(folder, 'people.csv')), {
      reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: true },
      columns,
      defaultCountry: 'FR',
      badNumbers: 'reject',
    })
    await imports.whenSettled(id)
  })
  clearInterval(ticker)
  const { state, read, imported, rejected } = readImport(context.workspace.sql, id)
  if (state !== 'finished' || read !== n) throw new Error(`${state} after ${read} of ${n} rows`)
  context.workspace.close()
  return { seconds, imported, rejected, longestWaitMs: Math.round(longestWaitMs) }
}
