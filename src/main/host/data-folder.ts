import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a program keeps its data on each system; `CAMPANILE_HOME` moves it elsewhere. */
export function dataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string {
  if (environment['CAMPANILE_HOME']) return environment['CAMPANILE_HOME']
  if (platform === 'win32') {
    // Not the folder that roams: a network copies that one whenever somebody logs on or off, and a workspace is large.
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Campanile')
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Campanile')
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'campanile')
}

/** The workspace that opens when none is named. */
export function defaultWorkspacePath(): string {
  return join(dataFolder(), 'workspace.campanile')
}

/** Where the places of files are kept that a person chose to have read again. */
export function filePlacesPath(): string {
  return join(dataFolder(), 'file-places.json')
}
