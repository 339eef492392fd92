import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWorkspace, type Workspace } from '../src/main/engine/database/open.ts'
import { createPreparations } from '../src/main/engine/preparation/create-preparations.ts'
import { timed, type Benchmark, type PhaseInput } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createPreparable } from './support/create-preparable.ts'
import { watchWaits } from './support/watch-waits.ts'

/** The largest page of the preparation; a single transaction of a million rows takes as long and twice the memory. */
const pageSize = 4000

const people = (folder: string) => join(folder, 'people.campanile')

/** Design §16: a million people through the real preparation, against selecting and inserting the same rows. */
export const benchmark: Benchmark = {
  name: 'prepare',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(people(folder))
    createPreparable(workspace.sql, n)
    workspace.close()
  },
  async floor(input) {
    const workspace = openWorkspace(copyPeople(input, 'floor.campanile'))
    const seconds = await timed(() => selectAndInsert(workspace))
    workspace.close()
    return { seconds }
  },
  async work(input) {
    const context = createBenchContext(copyPeople(input, 'work.campanile'))
    const { workspace } = context
    const preparations = createPreparations(context)
    const longestWait = watchWaits()
    const seconds = await timed(async () => {
      preparations.start(1)
      await preparations.whenSettled(1)
    })
    const longestWaitMs = longestWait()
    const { state, messages } = workspace.sql
      .prepare('SELECT state, (SELECT count(*) FROM messages) messages FROM deliveries')
      .get() as { state: string; messages: number }
    if (state !== 'ready') throw new Error(`the delivery is ${state}`)
    workspace.close()
    return { seconds, messages, longestWaitMs }
  },
}

function copyPeople({ folder }: PhaseInput, name: string): string {
  const path = join(folder, name)
  copyFileSync(people(folder), path)
  return path
}

/**
 * The rows that preparation ends up with, with a text of the same length that nobody had to render. Each page is a
 * transaction.
 */
function selectAndInsert({ sql }: Workspace): void {
  const select = sql
    .prepare(
      `SELECT people.id, phone FROM population_members CROSS JOIN people ON people.id = person_id
       WHERE population_id = 1 AND person_id > ? AND phone_type = 'mobile' ORDER BY person_id LIMIT ?`,
    )
    .raw()
  const insert = sql.prepare(
    `INSERT OR IGNORE INTO messages (delivery_id, person_id, recipient, text, encoding, parts, changed_at)
     VALUES (1, ?, ?, ?, 'gsm7', 1, 0)`,
  )
  const text = 'x'.repeat(118)
  const insertAll = sql.transaction((rows: readonly [number, string][]) => {
    for (const [id, phone] of rows) insert.run(id, phone, text)
  })
  for (let after = 0; ;) {
    const rows = select.all(after, pageSize) as [number, string][]
    const last = rows.at(-1)
    if (!last) return
    insertAll(rows)
    after = last[0]
  }
}
