import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { contract, type CampanileClient } from '../../shared/contract/index.ts'
import { UserError } from '../../shared/errors.ts'
import { connect } from '../../shared/rpc.ts'
import { dataFolder, defaultWorkspacePath, filePlacesPath } from '../host/data-folder.ts'
import { startEngineThread, type EngineThread } from '../host/engine-thread.ts'
import { makeWorkspaceFolder } from '../host/make-workspace-folder.ts'
import { version } from '../host/version.ts'
import { readHostNote } from './host-note.ts'
import { joinHost } from './join-host.ts'

/** What an engine may do beyond answering. */
export interface EngineRights {
  /** Whether any path is a valid file reference. */
  readonly allowsPaths: boolean
  /** Whether confirmed deliveries are sent. */
  readonly sends: boolean
  /** Whether the clock can be moved on by hand. */
  readonly hasHandClock?: boolean
}

/** Starts the engine on the workspace that the command line names, or on this user's own. */
export async function openEngine(workspace: string | undefined, rights: EngineRights): Promise<EngineThread> {
  const workspacePath = workspacePathOf(workspace)
  makeWorkspaceFolder(workspacePath)
  const logPath = join(dataFolder(), 'logs', 'campanile.log')
  return startEngineThread({ workspacePath, version, logPath, placesPath: filePlacesPath(), ...rights })
}

/** The absolute path of a workspace. */
export function workspacePathOf(workspace: string | undefined): string {
  return workspace === undefined ? defaultWorkspacePath() : resolve(workspace)
}

/** A client with what ends it. */
export interface OpenClient {
  readonly client: CampanileClient
  /** Whether the engine is there for this client alone, and what is begun ends with it. */
  readonly isOwnEngine: boolean
  /** What a call names a file of this machine by. */
  nameFile(path: string): Promise<string>
  close(): Promise<void>
}

/** How often, and how long apart, a workspace is asked for that another command holds for a moment. */
const tries = 20
const betweenTriesMs = 150

/**
 * A client of the host that serves the workspace, or of an engine of its own where nobody does. That engine sends
 * nothing: it is gone in a moment, and would leave messages half-way.
 * @throws UserError of `openWorkspace`
 */
export async function openClient(workspace: string | undefined): Promise<OpenClient> {
  for (let left = tries; ; left--) {
    try {
      const engine = await openEngine(workspace, { allowsPaths: true, sends: false })
      return {
        client: engine.openClient(),
        isOwnEngine: true,
        nameFile: path => Promise.resolve(path),
        close: () => engine.stop(),
      }
    } catch (error) {
      if (!(error instanceof UserError) || error.code !== 'workspace/in-use') throw error
      const joined = await joinServed(workspace)
      if (joined) return joined
      if (left <= 1) throw error
      await wait(betweenTriesMs)
    }
  }
}

async function joinServed(workspace: string | undefined): Promise<OpenClient | undefined> {
  const note = readHostNote(workspacePathOf(workspace))
  const host = note && (await joinHost(note))
  if (!host) return undefined
  const client = connect(host.channel, contract)
  return { client, isOwnEngine: false, nameFile: host.nameFile, close: async () => client.close() }
}
