import { resolve } from 'node:path'
import { UserError } from '../../shared/errors.ts'
import type { FileAccess } from '../engine/start.ts'
import { createFilePlaces, type FilePlaces } from './file-places.ts'

/** Files that a host granted, by reference. */
export interface FileGrants extends FileAccess {
  /** @param isLasting false for a copy that goes with the host */
  grant(ref: string, path: string, isLasting: boolean): void
}

/**
 * @param allowsPaths whether a reference that was not granted is taken as a path
 * @param places where those are kept that may be read again; only as long as the program runs when absent
 */
export function createFileGrants(
  allowsPaths: boolean,
  places: FilePlaces = createFilePlaces(null),
): FileGrants {
  const granted = new Map<string, { readonly path: string; readonly isLasting: boolean }>()

  function find(ref: string): { readonly path: string; readonly isLasting: boolean } {
    const found = granted.get(ref)
    if (found) return found
    if (allowsPaths) return { path: ref, isLasting: true }
    throw new UserError('file/not-granted')
  }
  return {
    grant: (ref, path, isLasting) => void granted.set(ref, { path, isLasting }),
    locate: ref => find(ref).path,
    keep(ref) {
      const { path, isLasting } = find(ref)
      return isLasting ? places.keep(resolve(path)) : undefined
    },
    placeOf: key => places.find(key),
  }
}
