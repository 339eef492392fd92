import { join } from 'node:path'
import { consentHandlers } from '../src/main/engine/consent/handlers.ts'
import { createJobs } from '../src/main/engine/create-jobs.ts'
import { openWorkspace } from '../src/main/engine/database/open.ts'
import { peopleHandlers } from '../src/main/engine/people/handlers.ts'
import { peopleCalls } from '../src/shared/contract/people.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { createBenchContext } from './support/bench-context.ts'
import { createPreparable } from './support/create-preparable.ts'
import { watchWaits } from './support/watch-waits.ts'

const people = (folder: string): string => join(folder, 'people.campanile')

/** Everyone is listed, tagged, suppressed and deleted through the window's own calls. */
export const benchmark: Benchmark = {
  name: 'selection',
  n: 1_000_000,
  setup({ folder, n }) {
    const workspace = openWorkspace(people(folder))
    createPreparable(workspace.sql, n)
    workspace.close()
  },
  async work({ folder, n }: PhaseInput): Promise<PhaseResult> {
    const context = createBenchContext(people(folder))
    const jobs = createJobs()
    const calls = { ...peopleHandlers(context, jobs), ...consentHandlers(context, jobs) }
    const selection = { all: {}, except: [] }
    const result: Record<string, number> = {}
    async function measure(name: string, work: () => unknown): Promise<void> {
      const longestWait = watchWaits()
      result[`${name}Seconds`] = Math.round((await timed(async () => void (await work()))) * 100) / 100
      result[`${name}WaitMs`] = longestWait()
    }
    result['slowestPageMs'] = await slowestPage(calls['people.page'], n)
    await measure('tag', () => calls['people.tag']({ selection, name: 'Everyone' }))
    const tagged = { source: { tagId: 1 } }
    await measure('listTagged', () => calls['people.ids']({ ...tagged, ...byId, offset: 0, limit: 1 }))
    result['slowestTaggedPageMs'] = await slowestPage(calls['people.page'], n, tagged)
    await measure('suppress', () => calls['suppressions.add']({ selection }))
    await measure('remove', () => calls['people.remove']({ selection }))
    context.workspace.close()
    return { seconds: result['removeSeconds'] ?? 0, ...result }
  },
}

const byId = { sortBy: 'id', descending: false } as const

type Page = ReturnType<typeof peopleHandlers>['people.page']

/** The slowest of pages all over the list, in each order; what is found out once for a list is not counted. */
async function slowestPage(page: Page, n: number, query: object = {}): Promise<number> {
  let slowest = 0
  for (const sortBy of ['id', 'last_name', 'phone'] as const) {
    const ask = (offset: number) => page(peopleCalls['people.page'].input.parse({ ...query, sortBy, offset }))
    await ask(0)
    for (let step = 0; step <= 20; step++) {
      const offset = Math.round(((n - 100) * step) / 20)
      const ms = (await timed(async () => void (await ask(offset)))) * 1000
      slowest = Math.max(slowest, ms)
    }
  }
  return Math.round(slowest)
}
