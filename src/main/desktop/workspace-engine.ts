import { join } from 'node:path'
import { dataFolder, filePlacesPath } from '../host/data-folder.ts'
import { startEngineThread, type EngineThread } from '../host/engine-thread.ts'
import { addSampleToEmpty } from '../host/add-sample.ts'
import { makeWorkspaceFolder } from '../host/make-workspace-folder.ts'
import { version } from '../host/version.ts'

/** Where the engine and the shell write what happens. */
export function logPath(): string {
  return join(dataFolder(), 'logs', 'campanile.log')
}

/**
 * Starts the engine on a workspace.
 * @param wantsSample fills it with the sample where nothing was ever put into it
 * @throws UserError of `openWorkspace`
 */
export async function openWorkspaceEngine(
  workspacePath: string,
  wantsSample: boolean,
): Promise<EngineThread> {
  makeWorkspaceFolder(workspacePath)
  const engine = await startEngineThread({
    workspacePath,
    version,
    logPath: logPath(),
    placesPath: filePlacesPath(),
    allowsPaths: false,
    sends: true,
  })
  if (wantsSample) await addSampleToEmpty(engine)
  return engine
}
