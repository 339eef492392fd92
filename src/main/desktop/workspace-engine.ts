import { mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { dataFolder, defaultWorkspacePath, filePlacesPath } from '../host/data-folder.ts'
import { startEngineThread, type EngineThread } from '../host/engine-thread.ts'
import { addSampleToEmpty } from '../host/add-sample.ts'
import { version } from '../host/version.ts'

/**
 * Starts the engine on the workspace that the command line names (`--workspace FILE`), or on this user's own.
 * @throws UserError of `openWorkspace`
 */
export async function openWorkspaceEngine(commandLine: readonly string[]): Promise<EngineThread> {
  const { values } = parseArgs({
    args: commandLine.slice(1),
    options: { workspace: { type: 'string' }, sample: { type: 'boolean', default: false } },
    // Electron and the operating system put switches of their own on the command line.
    strict: false,
  })
  const named = typeof values.workspace === 'string' ? resolve(values.workspace) : undefined
  const workspacePath = named ?? defaultWorkspacePath()
  mkdirSync(dirname(workspacePath), { recursive: true })
  const logPath = join(dataFolder(), 'logs', 'campanile.log')
  const placesPath = filePlacesPath()
  const rights = { allowsPaths: false, sends: true }
  const engine = await startEngineThread({ workspacePath, version, logPath, placesPath, ...rights })
  if (values.sample) await addSampleToEmpty(engine)
  return engine
}
