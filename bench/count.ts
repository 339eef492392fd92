import { join } from 'node:path'
import { audienceHandlers } from '../src/main/engine/audiences/handlers.ts'
import { keepTime } from '../src/main/engine/audiences/rule-moment.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { announcePeople } from '../src/main/engine/people/people-revision.ts'
import type { Condition, Rule } from '../src/shared/rule.ts'
import { timed, type Benchmark } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createCountable } from './support/create-countable.ts'

const path = (folder: string) => join(folder, 'people.campanile')

const field = (name: string, operator: 'is' | 'greater' | 'less', value: string | number): Condition => {
  return { type: 'field', field: name, operator, value }
}

/** French or Dutch-speaking, but not in Paris, nor with many points and born before 1960. */
const nested: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [
      { type: 'group', match: 'any', items: [field('country', 'is', 'FR'), field('language', 'is', 'nl')] },
      {
        type: 'group',
        match: 'none',
        items: [
          field('city', 'is', 'Paris'),
          {
            type: 'group',
            match: 'all',
            items: [field('points', 'greater', 2000), field('birthday', 'less', '1960-01-01')],
          },
        ],
      },
    ],
  },
}

/** The same, and not texted in the last 30 days: a look into the ledger for everyone who is left. */
const withHistory: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [nested.root, { type: 'delivery', event: 'sent', period: 'not-in-last-days', days: 30, times: 1 }],
  },
}

const rounds = 5

/** Design §16: the exact count of a rule of three levels, by the call that the rule builder makes, each time anew. */
export const benchmark: Benchmark = {
  name: 'count',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(path(folder))
    createCountable(workspace.sql, n)
    workspace.close()
  },
  async work({ folder }) {
    const context = createBenchContext(path(folder))
    const { sql } = context.workspace
    keepTime(sql, context.clock)
    const count = audienceHandlers(context)['audiences.count']
    const measure = async (rule: Rule): Promise<{ ms: number; processorMs: number; people: number }> => {
      const took: { ms: number; processorMs: number }[] = []
      let people = 0
      for (let round = 0; round < rounds; round += 1) {
        // As if people had changed, so that no answer is remembered.
        announcePeople(context)
        const before = process.cpuUsage()
        const seconds = await timed(async () => {
          people = (await count({ rule, samples: 10 })).count
        })
        const { user, system } = process.cpuUsage(before)
        took.push({ ms: Math.round(seconds * 1000), processorMs: Math.round((user + system) / 1000) })
      }
      const [best = { ms: 0, processorMs: 0 }] = took.toSorted((left, right) => left.ms - right.ms)
      return { ...best, people }
    }
    const plain = await measure(nested)
    const history = await measure(withHistory)
    context.workspace.close()
    return {
      seconds: plain.ms / 1000,
      ms: plain.ms,
      processorMs: plain.processorMs,
      people: plain.people,
      historyMs: history.ms,
      historyProcessorMs: history.processorMs,
    }
  },
}
