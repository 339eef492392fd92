import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createFileGrants } from '../../src/main/host/file-grants.ts'
import type { EngineContext } from '../../src/main/engine/context.ts'
import { keepTime } from '../../src/main/engine/audiences/rule-moment.ts'
import { openWorkspace } from '../../src/main/engine/database/open.ts'
import { createPublisher } from '../../src/main/engine/create-publisher.ts'
import { createFakeClock } from './fake-clock.ts'
import { createKeptLog } from './kept-log.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createTemporaryFolder } from './temporary-folder.ts'

/** A workspace in a temporary folder with what its features need, for tests of people, audiences and imports. */
export interface PeopleWorld {
  readonly context: EngineContext
  readonly folder: string
  /** Pushes so far, by name. */
  readonly pushes: { readonly name: string; readonly data: unknown }[]
  /** Writes a file into the folder and gives its path. */
  write(name: string, content: string | Uint8Array): string
}

/** Makes a world; with a folder that holds a workspace already, goes on with that. */
export function createPeopleWorld(folder = createTemporaryFolder()): PeopleWorld {
  if (!existsSync(folder)) mkdirSync(folder)
  const workspace = openWorkspace(join(folder, 'test.campanile'))
  const clock = createFakeClock()
  keepTime(workspace.sql, clock)
  onTestFinished(() => {
    if (workspace.sql.open) workspace.close()
  })
  const publisher = createPublisher([])
  const pushes: { name: string; data: unknown }[] = []
  const context: EngineContext = {
    workspace,
    clock,
    random: createSeededRandom(),
    log: createKeptLog(),
    files: createFileGrants(true),
    version: '0.0.0',
    ...publisher,
    publish(name, data) {
      pushes.push({ name, data })
      publisher.publish(name, data)
    },
  }
  return {
    context,
    folder,
    pushes,
    write(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
  }
}
