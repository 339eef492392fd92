import { keepTime } from '../src/main/engine/audiences/rule-moment.ts'
import { openWorkspace, type Workspace } from '../src/main/engine/database/open.ts'
import { timed, type Benchmark } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { addRules, createPreparable } from './support/create-preparable.ts'
import { copyPeople, peopleWorkspace } from './support/people-workspace.ts'
import { prepareDelivery } from './support/prepare-delivery.ts'

/** The largest page of the preparation; a single transaction of a million rows takes as long and twice the memory. */
const pageSize = 4000

/**
 * Design §16: a million people through the real preparation with six rules, against selecting and inserting the rows of
 * everyone who can be texted.
 */
export const benchmark: Benchmark = {
  name: 'prepare',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(peopleWorkspace(folder))
    createPreparable(workspace.sql, n)
    addRules(workspace.sql)
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
    keepTime(workspace.sql, context.clock)
    const result = await prepareDelivery(context)
    workspace.close()
    return result
  },
}

/**
 * Rows as preparation ends up with, with a text of the same length that nobody had to render: a message to whoever no rule
 * leaves out, an exclusion for each of the others. Each page is a transaction.
 */
function selectAndInsert({ sql }: Workspace): void {
  const select = sql
    .prepare(
      `SELECT people.id, iif(phone_type = 'mobile' AND people.id % 5 <> 0 AND people.id % 50 <> 17
         AND people.id % 25 <> 13, phone, NULL)
       FROM population_members CROSS JOIN people ON people.id = person_id
       WHERE population_id = 1 AND person_id > ? ORDER BY person_id LIMIT ?`,
    )
    .raw()
  const insert = sql.prepare(
    `INSERT INTO messages (id, delivery_id, person_id, recipient, text, encoding, parts, changed_at)
     VALUES (?, 1, ?, ?, ?, 'gsm7', 1, 0)`,
  )
  const give = sql.prepare('INSERT OR IGNORE INTO delivery_recipients VALUES (1, ?, ?)')
  let messageId = Number(sql.prepare('SELECT ifnull(max(id), 0) FROM messages').pluck().get())
  const exclude = sql.prepare("INSERT INTO exclusions VALUES (1, ?, 0, 'no-phone', NULL)")
  const text = 'x'.repeat(118)
  const insertAll = sql.transaction((rows: readonly [number, string | null][]) => {
    for (const [id, phone] of rows) {
      if (phone === null) exclude.run(id)
      else if (give.run(phone, messageId + 1).changes > 0) insert.run(++messageId, id, phone, text)
    }
  })
  for (let after = 0; ;) {
    const rows = select.all(after, pageSize) as [number, string | null][]
    const last = rows.at(-1)
    if (!last) return
    insertAll(rows)
    after = last[0]
  }
}
