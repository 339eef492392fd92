import { statSync } from 'node:fs'

/**
 * Watches whether a file that is open is still the one that its path leads to: it may be moved, deleted or replaced by a
 * copy meanwhile, and what is written then is gone once it is closed.
 * @returns what answers that, in a few µs; a folder that cannot be asked for a moment says nothing against it
 */
export function watchPlace(path: string): () => boolean {
  const opened = identify(path)
  return () => {
    try {
      return identify(path) === opened
    } catch {
      return true
    }
  }
}

/** @returns what tells a file from every other of this machine; undefined where there is none */
export function identify(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true })
  return found && `${found.dev}:${found.ino}`
}
