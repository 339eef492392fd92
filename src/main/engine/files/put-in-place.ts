import { rename } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** On Windows a file cannot be replaced while a search index or a virus scanner looks at it, which takes a moment. */
const busy: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'EBUSY'])
const waitsMs = [10, 20, 50, 100, 200] as const

/**
 * Moves a file that has been written over the one that it replaces.
 * @param move the system's own; another one in tests
 * @throws what the system says where it is still refused after a moment, as where another program has the old file open
 */
export async function putInPlace(unfinished: string, path: string, move = rename): Promise<void> {
  for (const ms of waitsMs) {
    try {
      return await move(unfinished, path)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && busy.has(error.code))) throw error
      await wait(ms)
    }
  }
  return move(unfinished, path)
}
