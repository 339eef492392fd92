import { join } from 'node:path'
import { keepTime } from '../src/main/engine/audiences/rule-moment.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { listExclusions } from '../src/main/engine/deliveries/list-exclusions.ts'
import { listMessages } from '../src/main/engine/deliveries/list-messages.ts'
import { readDelivery } from '../src/main/engine/deliveries/read-delivery.ts'
import { readSamples } from '../src/main/engine/deliveries/read-samples.ts'
import { createPreparations } from '../src/main/engine/preparation/create-preparations.ts'
import { takeExtremes } from '../src/main/engine/preparation/take-extremes.ts'
import { startTally } from '../src/main/engine/preparation/tally.ts'
import { timed, type Benchmark } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { addRules, createPreparable } from './support/create-preparable.ts'

const file = (folder: string) => join(folder, 'prepared.campanile')
const window = { id: 1, offset: 0, limit: 100 }

/**
 * Design §16: what the review of a prepared million shows: parts, cost, causes, the outliers with their texts, the first
 * people behind each number; besides, outliers found anew among all messages. The floor adds the ledger up by one query.
 */
export const benchmark: Benchmark = {
  name: 'histogram',
  n: 1_000_000,
  async setup({ folder, n }) {
    const context = createBenchContext(file(folder))
    const { sql } = context.workspace
    createPreparable(sql, n)
    addRules(sql)
    keepTime(sql, context.clock)
    const preparations = createPreparations(context)
    preparations.start(1)
    await preparations.whenSettled(1)
    context.workspace.close()
  },
  async floor({ folder }) {
    const workspace = openWorkspace(file(folder))
    const seconds = await timed(() => {
      workspace.sql
        .prepare(
          'SELECT parts, encoding, count(*) FROM messages WHERE delivery_id = 1 GROUP BY parts, encoding',
        )
        .all()
    })
    workspace.close()
    return { seconds }
  },
  async work({ folder }) {
    const workspace = openWorkspace(file(folder))
    const { sql } = workspace
    const seconds = await timed(async () => {
      const { preparation } = readDelivery(sql, 1)
      if (!preparation || preparation.histogram.length === 0) throw new Error('the delivery is not prepared')
      if (readSamples(sql, 1).length !== 3) throw new Error('outliers are missing')
      for (const { cause } of preparation.excluded) listExclusions(sql, { ...window, cause })
      await listMessages(sql, window)
    })
    const anewSeconds = await timed(() =>
      takeExtremes(sql, 1, { tally: startTally(), signal: new AbortController().signal }),
    )
    workspace.close()
    return { seconds, anewMs: Math.round(anewSeconds * 1000) }
  },
}
