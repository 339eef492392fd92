import { join } from 'node:path'
import { timed, type Benchmark, type PhaseInput, type PhaseResult } from './benchmark.ts'
import { startBenchEngine } from './support/bench-engine.ts'
import { importPeople } from './support/import-people.ts'
import { writePeopleFile } from './support/people-file.ts'
import { watchCalls } from './support/watch-calls.ts'

const workspace = (folder: string): string => join(folder, 'undo.campanile')

/** Takes a whole import back, until nothing of it is left. */
export const benchmark: Benchmark = {
  name: 'undo',
  n: 1_000_000,
  async setup({ folder, n }) {
    const file = join(folder, 'people.csv')
    await writePeopleFile(file, n)
    const { client, stop } = startBenchEngine(workspace(folder))
    await importPeople(client, file)
    await stop()
  },
  work: takeBack,
}

async function takeBack({ folder }: PhaseInput): Promise<PhaseResult> {
  const { client, stop } = startBenchEngine(workspace(folder))
  const { call } = client
  const [{ id = 0, imported = 0 } = {}] = await call('imports.list', {})
  const { id: personId } = await call('people.create', { firstName: 'Ann', phone: '+447700900123' })
  const stopWatching = watchCalls(client, personId)
  const seconds = await timed(async () => void (await call('imports.undo', { id })))
  const waits = await stopWatching()
  const { people } = await call('workspace.describe', {})
  await stop()
  if (people !== 1) throw new Error(`${people - 1} people are left`)
  return { seconds, imported, ...waits }
}
