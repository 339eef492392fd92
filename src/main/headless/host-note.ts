import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Where the host that serves a workspace can be reached by its owner. */
export interface HostNote {
  /** What a browser opens, with its token. */
  readonly url: string
  /** Lets its bearer name files by their paths, which a browser never may. */
  readonly ownerToken: string
}

function notePath(workspacePath: string): string {
  return `${workspacePath}.host`
}

/** Leaves a note beside the workspace that only its owner can read; returns what takes it away. */
export function leaveHostNote(workspacePath: string, { url, ownerToken }: HostNote): () => void {
  rmSync(notePath(workspacePath), { force: true })
  writeFileSync(notePath(workspacePath), JSON.stringify({ url, ownerToken }), { mode: 0o600 })
  return () => rmSync(notePath(workspacePath), { force: true })
}

/** The note beside a workspace, if there is one; its host may have died without taking it away. */
export function readHostNote(workspacePath: string): HostNote | undefined {
  try {
    return JSON.parse(readFileSync(notePath(workspacePath), 'utf8')) as HostNote
  } catch {
    return undefined
  }
}
