import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { UserError } from '../../shared/errors.ts'

/**
 * Makes the folder of a workspace where it is missing; only its owner may look into a folder that is made here.
 * @throws UserError `workspace/cannot-open`
 */
export function makeWorkspaceFolder(workspacePath: string): void {
  try {
    mkdirSync(dirname(workspacePath), { recursive: true, mode: 0o700 })
  } catch {
    throw new UserError('workspace/cannot-open', { path: workspacePath })
  }
}
