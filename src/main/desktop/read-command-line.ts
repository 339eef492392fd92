import { extname, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

/** What the desktop application is asked for when it is started. */
export interface CommandLine {
  /** Absolute; undefined for this user's own. */
  readonly workspacePath: string | undefined
  readonly wantsSample: boolean
}

/** How the name of a workspace's file ends. */
const ending = '.campanile'

/**
 * Reads `--workspace FILE` and `--sample`; a file alone is what the system passes when a workspace is opened from a folder.
 * @param commandLine with the program first
 */
export function readCommandLine(commandLine: readonly string[], folder: string): CommandLine {
  const { values, positionals } = parseArgs({
    args: commandLine.slice(1),
    options: { workspace: { type: 'string' }, sample: { type: 'boolean', default: false } },
    // Electron and the operating system put switches of their own on the command line.
    strict: false,
  })
  const opened = positionals.find(each => extname(each).toLowerCase() === ending)
  const named = typeof values.workspace === 'string' ? values.workspace : opened
  return {
    workspacePath: named === undefined ? undefined : resolve(folder, named),
    wantsSample: values.sample === true,
  }
}

/** Whether two absolute paths lead to the same file, by what this system takes for the same. */
export function isSamePath(one: string, other: string): boolean {
  return relative(one, other) === ''
}
