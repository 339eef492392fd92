import { UserError } from '../../shared/errors.ts'
import type { FileAccess } from '../engine/start.ts'

/** Files that a host granted, by reference. */
export interface FileGrants extends FileAccess {
  grant(ref: string, path: string): void
}

/** @param allowsPaths whether a reference that was not granted is taken as a path */
export function createFileGrants(allowsPaths: boolean): FileGrants {
  const paths = new Map<string, string>()
  return {
    grant: (ref, path) => void paths.set(ref, path),
    locate(ref) {
      const path = paths.get(ref)
      if (path !== undefined) return path
      if (allowsPaths) return ref
      throw new UserError('file/not-granted')
    },
  }
}
