import { join } from 'node:path'
import type { CampanileClient } from '../src/shared/contract/index.ts'
import type { SortBy } from '../src/shared/contract/people-order.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { startBenchEngine } from './support/bench-engine.ts'
import { importPeople } from './support/import-people.ts'
import { writePeopleFile } from './support/people-file.ts'

const workspace = (folder: string): string => join(folder, 'search.campanile')

/** One letter, a word that many have, one that few have, two and three words, digits, and what nobody has. */
const searches = {
  oneLetter: 'a',
  common: 'jan',
  city: 'lyon',
  rare: 'jansen12',
  twoWords: 'anna lyon',
  threeWords: 'anna lyon jansen',
  digits: '0740 98',
  nobody: 'xyzzy',
}
const orders = ['last_name', 'phone', 'country', 'state', 'field:city', 'field:points'] as const

/** Any page of a list while it is searched and sorted, by the calls of the window; each search is a new one. */
export const benchmark: Benchmark = {
  name: 'search',
  n: 1_000_000,
  async setup({ folder, n }) {
    const file = join(folder, 'people.csv')
    await writePeopleFile(file, n)
    const { client, stop } = startBenchEngine(workspace(folder))
    await importPeople(client, file)
    await stop()
  },
  work: searchAndSort,
}

async function searchAndSort({ folder }: PhaseInput): Promise<PhaseResult> {
  const { client, stop } = startBenchEngine(workspace(folder))
  const result: Record<string, number> = {}
  // Nobody has it, so all that is measured is the making of the texts.
  const seconds = await timed(async () => void (await client.call('people.page', { search: 'qqq' })))
  for (const [name, search] of Object.entries(searches)) {
    result[`${name}Ms`] = await milliseconds(() => client.call('people.page', { search }))
    result[`${name}LaterPageMs`] = await slowestPage(client, { search })
  }
  for (const sortBy of orders) {
    result[`${sortBy}Ms`] = await milliseconds(() => client.call('people.page', { sortBy }))
    result[`${sortBy}LaterPageMs`] = await slowestPage(client, { sortBy })
  }
  await stop()
  return { seconds, ...result }
}

/** The slowest of pages all over the list, up and down. */
async function slowestPage(
  { call }: CampanileClient,
  query: { readonly search?: string; readonly sortBy?: SortBy },
): Promise<number> {
  const { total } = await call('people.page', { ...query, limit: 1 })
  let slowest = 0
  for (let step = 0; step <= 20; step++) {
    const offset = Math.max(0, Math.round(((total - 100) * step) / 20))
    const ask = (descending: boolean) => () => call('people.page', { ...query, offset, descending })
    slowest = Math.max(slowest, await milliseconds(ask(false)), await milliseconds(ask(true)))
  }
  return slowest
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  return Math.round((await timed(async () => void (await work()))) * 1000)
}
