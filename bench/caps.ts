import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPreparations } from '../src/main/engine/preparation/create-preparations.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { addQueued, createPreparable } from './support/create-preparable.ts'
import { watchWaits } from './support/watch-waits.ts'

const people = (folder: string) => join(folder, 'people.campanile')

/**
 * Prepares for a million people under a frequency cap, while another delivery has a message waiting for each of them, by
 * ramp and quiet hours; against the same preparation without a cap.
 */
export const benchmark: Benchmark = {
  name: 'caps',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(people(folder))
    createPreparable(workspace.sql, n)
    addQueued(workspace.sql)
    workspace.close()
  },
  floor: input => prepare(input, false),
  work: input => prepare(input, true),
}

async function prepare({ folder }: PhaseInput, isCapped: boolean): Promise<PhaseResult> {
  const path = join(folder, 'work.campanile')
  copyFileSync(people(folder), path)
  const context = createBenchContext(path)
  const { sql } = context.workspace
  if (isCapped) sql.exec(`INSERT INTO settings VALUES ('frequencyCaps', '[{"most":1,"days":7}]')`)
  const preparations = createPreparations(context)
  const longestWait = watchWaits()
  const seconds = await timed(async () => {
    preparations.start(1)
    await preparations.whenSettled(1)
  })
  const longestWaitMs = longestWait()
  const state = sql.prepare('SELECT state FROM deliveries WHERE id = 1').pluck().get() as string
  if (state !== 'ready') throw new Error(`the delivery is ${state}`)
  const count = sql.prepare('SELECT count(*) FROM messages WHERE delivery_id = 1')
  const messages = count.pluck().get() as number
  context.workspace.close()
  return { seconds, messages, longestWaitMs }
}
