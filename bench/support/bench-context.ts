import { systemClock } from '../../src/main/host/system-clock.ts'
import { createFileGrants } from '../../src/main/host/file-grants.ts'
import type { EngineContext } from '../../src/main/engine/context.ts'
import { createPublisher } from '../../src/main/engine/create-publisher.ts'
import { openWorkspace } from '../../src/main/engine/database/open.ts'

/** A workspace with what the engine's features need, without clients, on the real clock. */
export function createBenchContext(path: string): EngineContext {
  return { workspace: openWorkspace(path), ...createBenchOutside(), ...createPublisher([]) }
}

/** What a host would give to the engine, on the real clock; files are paths, and only failures are logged. */
export function createBenchOutside(): Pick<EngineContext, 'clock' | 'random' | 'log' | 'files' | 'version'> {
  return {
    clock: { ...systemClock, timeZone: () => 'UTC' },
    random: { next: Math.random, integer: below => Math.floor(Math.random() * below) },
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message, fields) => console.error(message, fields),
    },
    files: createFileGrants(true),
    version: 'bench',
  }
}
