/**
 * A process of its own that imports a CSV, of one column of numbers unless it is told otherwise, into a workspace, and
 * kills itself after so many stretches of a step. Where it is asked to, it then undoes that import. Node runs this file as
 * it is.
 */
import { createFileGrants } from '../../src/main/host/file-grants.ts'
import type { EngineContext } from '../../src/main/engine/context.ts'
import { createPublisher } from '../../src/main/engine/create-publisher.ts'
import { openWorkspace } from '../../src/main/engine/database/open.ts'
import { createImports } from '../../src/main/engine/people/create-imports.ts'
import type { ImportRequest } from '../../src/main/engine/people/imports/import-plan.ts'
import { openFile } from '../../src/main/engine/people/imports/text-source.ts'
import { createKeptLog } from './kept-log.ts'
import { readMigrations } from './read-migrations.ts'
import { createSeededRandom } from './seeded-random.ts'

const [path = '', file = '', given = '{}'] = process.argv.slice(2)
const { columns, undoes, step, stretches, ...options } = JSON.parse(given) as Partial<ImportRequest> & {
  readonly undoes?: boolean
  readonly step?: string
  readonly stretches?: number
}
let now = 0
const context: EngineContext = {
  workspace: openWorkspace(path, readMigrations()),
  // Each look is a second later, so that every stretch is told.
  clock: { now: () => (now += 1000), after: () => () => undefined, timeZone: () => 'UTC' },
  random: createSeededRandom(),
  log: createKeptLog(),
  files: createFileGrants(true),
  version: '0.0.0',
  ...createPublisher([]),
}
let seen = 0
// By itself: whoever watched it would be too late for a moment now and then.
context.hear('import.progressed', progress => {
  if (progress.step.name === step) seen += 1
  if (seen === stretches) process.kill(process.pid, 'SIGKILL')
})
const imports = createImports(context)
const id = await imports.start(await openFile(file), {
  reading: { format: 'delimited', encoding: 'utf-8', delimiter: ',', hasHeader: false },
  columns: columns ?? [{ to: 'field', field: 'phone' }],
  defaultCountry: 'FR',
  badNumbers: 'reject',
  ...options,
})
await imports.whenSettled(id)
if (undoes) await imports.undo(id)
