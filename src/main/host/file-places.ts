import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** Places of files that may be read again tomorrow, by key. */
export interface FilePlaces {
  /** The key of a place; the same one for the same place. */
  keep(path: string): string
  find(key: string): string | undefined
}

const stored = z.record(z.string(), z.string())

/**
 * Places that are kept on this machine, for this user alone; not in the workspace, which may come from elsewhere.
 * @param file where they are written; null keeps them only as long as the program runs
 */
export function createFilePlaces(file: string | null): FilePlaces {
  const places = new Map(Object.entries(file === null ? {} : readPlaces(file)))
  return {
    keep(path) {
      const known = [...places].find(([, place]) => place === path)
      if (known) return known[0]
      const key = randomUUID()
      places.set(key, path)
      if (file !== null) writePlaces(file, Object.fromEntries(places))
      return key
    },
    find: key => places.get(key),
  }
}

/** A file that is missing or damaged keeps nothing: whoever needs a place is asked to choose it again. */
function readPlaces(file: string): Record<string, string> {
  try {
    return stored.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}

function writePlaces(file: string, places: Record<string, string>): void {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.part`
  writeFileSync(unfinished, JSON.stringify(places, null, 2), { mode: 0o600 })
  try {
    renameSync(unfinished, file)
  } catch {
    // On Windows a scanner may have it open at this moment, which hinders replacing it but not writing.
    writeFileSync(file, JSON.stringify(places, null, 2))
    rmSync(unfinished, { force: true })
  }
}
