import { copyFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a benchmark keeps the workspace that its setup made. */
export const peopleWorkspace = (folder: string): string => join(folder, 'people.campanile')

/** A copy of it, which a phase may change; gives its path. */
export function copyPeople({ folder }: { readonly folder: string }, name: string): string {
  const path = join(folder, name)
  copyFileSync(peopleWorkspace(folder), path)
  return path
}
