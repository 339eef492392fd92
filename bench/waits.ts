import { join } from 'node:path'
import type { CampanileClient } from '../src/shared/contract/index.ts'
import type { Rule } from '../src/shared/rule.ts'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { startBenchEngine } from './support/bench-engine.ts'
import { importPeople } from './support/import-people.ts'
import { writePeopleFile } from './support/people-file.ts'
import { watchCalls } from './support/watch-calls.ts'

const everyone = { all: {}, except: [] }

/** Everyone with a Swedish number, one in four. */
const swedish: Rule = {
  version: 3,
  root: {
    type: 'group',
    match: 'all',
    items: [{ type: 'field', field: 'country', operator: 'is', value: 'SE' }],
  },
}

/** Every long piece of work over a million people, while a window goes on asking: nobody may wait for 100 ms. */
export const benchmark: Benchmark = {
  name: 'waits',
  n: 1_000_000,
  setup: ({ folder, n }) => writePeopleFile(join(folder, 'people.csv'), n),
  work: workThrough,
}

async function workThrough({ folder }: PhaseInput): Promise<PhaseResult> {
  const { client, stop } = startBenchEngine(join(folder, 'waits.campanile'))
  const { call } = client
  // One who stays to the end, to be asked for.
  const { id } = await call('people.create', { firstName: 'Ann', phone: '+447700900123' })
  const result: Record<string, number> = {}
  async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
    const stopWatching = watchCalls(client, id)
    const seconds = await timed(async () => void (await work()))
    const { waitMs, heldMs } = await stopWatching()
    result[`${name}Seconds`] = Math.round(seconds * 10) / 10
    result[`${name}WaitMs`] = waitMs
    result[`${name}HeldMs`] = heldMs
  }
  let importId = 0
  await measure('import', async () => (importId = await importPeople(client, join(folder, 'people.csv'))))
  for (const [name, work] of pieces(client, folder)) await measure(name, work)
  await measure('undo', () => call('imports.undo', { id: importId }))
  await stop()
  const longestWaitMs = Math.max(
    0,
    ...Object.entries(result).flatMap(([key, ms]) => (key.endsWith('WaitMs') ? [ms] : [])),
  )
  const longestHeldMs = Math.max(
    0,
    ...Object.entries(result).flatMap(([key, ms]) => (key.endsWith('HeldMs') ? [ms] : [])),
  )
  return { seconds: result['importSeconds'] ?? 0, longestWaitMs, longestHeldMs, ...result }
}

/** The work that a person can give, in an order in which each finds a million people. */
function pieces(client: CampanileClient, folder: string): [name: string, work: () => Promise<unknown>][] {
  const { call } = client
  let listId = 0
  const save = (format: 'csv' | 'xlsx') => () =>
    call('exports.start', {
      what: { of: 'people', selection: everyone },
      format,
      file: join(folder, `people.${format}`),
    })
  return [
    ['search', () => call('people.page', { search: 'lyon' })],
    ['searchAgain', () => call('people.page', { search: 'anna lyon' })],
    ['sort', () => call('people.page', { sortBy: 'field:city', offset: 500_000 })],
    ['count', () => call('audiences.count', { rule: swedish })],
    ['tag', () => call('people.tag', { selection: everyone, name: 'Everyone' })],
    ['listTag', () => call('people.page', { source: { tagId: 1 }, sortBy: 'last_name' })],
    ['searchTag', () => call('people.page', { search: 'everyone' })],
    ['makeList', async () => (listId = (await call('audiences.freeze', { name: 'List', rule: swedish })).id)],
    ['refresh', () => call('audiences.refresh', { id: listId })],
    ['addToList', () => call('audiences.addPeople', { audience: { id: listId }, selection: everyone })],
    ['subscribe', () => subscribeAll(client)],
    ['values', () => call('audiences.values', { field: 'city' })],
    ['exportCsv', save('csv')],
    ['exportWorkbook', save('xlsx')],
    ['suppress', () => call('suppressions.add', { selection: everyone })],
    ['untag', () => call('people.untag', { selection: everyone, tagId: 1 })],
    ['remove', () => call('people.remove', { selection: { all: { rule: swedish }, except: [] } })],
  ]
}

async function subscribeAll({ call }: CampanileClient): Promise<unknown> {
  const { id: listId } = await call('subscriptionLists.save', { name: 'Newsletter' })
  return call('subscriptions.set', {
    listId,
    state: 'subscribed',
    selection: everyone,
    note: 'At the counter',
  })
}
