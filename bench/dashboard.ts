import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { listExclusions } from '../src/main/engine/deliveries/list-exclusions.ts'
import { listMessages } from '../src/main/engine/deliveries/list-messages.ts'
import { readDelivery } from '../src/main/engine/deliveries/read-delivery.ts'
import { readTimeline } from '../src/main/engine/deliveries/read-timeline.ts'
import { countMessages } from '../src/main/engine/deliveries/count-messages.ts'
import { readFigures } from '../src/main/engine/figures/read-figures.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { readJournal } from '../src/main/engine/journal/read-journal.ts'
import { breathe } from '../src/main/engine/people/breathe.ts'
import { createPreparations } from '../src/main/engine/preparation/create-preparations.ts'
import { timed, type Benchmark } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createPreparable } from './support/create-preparable.ts'

const file = (folder: string) => join(folder, 'dashboard.campanile')
const id = 1
/** Messages that are settled in one transaction. */
const batch = 100
const looks = 20

/** A delivery to a million people: opening its dashboard, and looking at it again while messages are being settled. */
export const benchmark: Benchmark = {
  name: 'dashboard',
  n: 1_000_000,
  async setup({ folder, n }) {
    const context = createBenchContext(file(folder))
    createPreparable(context.workspace.sql, n)
    const preparations = createPreparations(context)
    preparations.start(id)
    await preparations.whenSettled(id)
    const { sql } = context.workspace
    sql.prepare("UPDATE deliveries SET state = 'sending', confirmed_at = ?, begun_at = ?").run(0, 0)
    await settle(sql, { share: 30, states: ['delivered', 'accepted', 'failed'] })
    context.workspace.close()
  },
  async work({ folder, n }) {
    const { sql, close } = openWorkspace(file(folder))
    const cold = await timed(() => open(sql))
    const opens = await repeat(looks, () => open(sql))
    const shares = await repeat(looks, () =>
      listMessages(sql, { id, within: { by: 'parts', key: '1' }, states: ['failed'], offset: 0, limit: 100 }),
    )
    const live = await lookWhileSending(sql)
    close()
    return {
      seconds: cold,
      people: n,
      openMs: toMs(Math.max(...opens)),
      breakdownRowMs: toMs(Math.max(...shares)),
      ...live,
    }
  },
}

/** All that the dashboard asks for when it is opened. */
async function open(sql: Database): Promise<void> {
  readDelivery(sql, id)
  readFigures(sql, id)
  await readTimeline(sql, id)
  await listMessages(sql, { id, offset: 0, limit: 100 })
  listExclusions(sql, { id, offset: 0, limit: 100 })
  readJournal(sql, { id, offset: 0, limit: 100 })
}

/** What it asks for again, at most once a second, while messages are being settled as fast as they can. */
async function lookWhileSending(sql: Database): Promise<Record<string, number>> {
  const times: number[] = []
  let settled = 0
  const work = settle(sql, {
    share: 100,
    states: ['delivered', 'failed', 'accepted'],
    async between() {
      settled += batch
      if (settled % 10_000 !== 0) return
      times.push(
        await timed(() => {
          countMessages(sql, id)
          readFigures(sql, id)
        }),
      )
    },
    most: 200_000,
  })
  const seconds = await timed(() => work)
  return {
    updateMs: toMs(Math.max(...times)),
    settledASecond: Math.round(settled / seconds),
  }
}

/** Moves queued messages on, one statement each as the outbox does; `share` percent of them, `most` at most. */
async function settle(
  sql: Database,
  given: {
    readonly share: number
    readonly states: readonly string[]
    readonly most?: number
    readonly between?: () => Promise<void>
  },
): Promise<void> {
  const ids = sql
    .prepare("SELECT id FROM messages WHERE delivery_id = 1 AND state = 'queued' ORDER BY id")
    .pluck()
    .all() as number[]
  const wanted = ids.slice(0, Math.min((ids.length * given.share) / 100, given.most ?? Infinity))
  const move = sql.prepare(
    'UPDATE messages SET state = @state, reason = @reason, line_id = 1, changed_at = @at WHERE id = @id',
  )
  const moveAll = sql.transaction((some: readonly number[]) => {
    for (const each of some) {
      const state = given.states[each % given.states.length] ?? 'delivered'
      const at = Math.floor(each / 50) * 1000
      move.run({ id: each, state: 'claimed', reason: null, at })
      move.run({ id: each, state: 'accepted', reason: null, at })
      if (state !== 'accepted') {
        move.run({ id: each, state, reason: state === 'failed' ? `cms-${each % 7}` : null, at })
      }
    }
  })
  for (let start = 0; start < wanted.length; start += batch) {
    moveAll.immediate(wanted.slice(start, start + batch))
    await given.between?.()
    await breathe()
  }
}

async function repeat(times: number, work: () => unknown): Promise<number[]> {
  const seconds: number[] = []
  for (let count = 0; count < times; count += 1)
    seconds.push(
      await timed(async () => {
        await work()
      }),
    )
  return seconds
}

function toMs(seconds: number): number {
  return Math.round(seconds * 10_000) / 10
}
