import { startEngine } from '../../src/main/engine/start.ts'
import { contract, type CampanileClient } from '../../src/shared/contract/index.ts'
import { channelPair, connect } from '../../src/shared/rpc.ts'
import { createBenchOutside } from './bench-context.ts'

/** The whole engine on a workspace, in this thread, with one client. */
export interface BenchEngine {
  readonly client: CampanileClient
  stop(): Promise<void>
}

/** Starts it on the real clock; files are paths. */
export function startBenchEngine(workspacePath: string): BenchEngine {
  const [near, far] = channelPair()
  const engine = startEngine({ ...createBenchOutside(), workspacePath, channel: far })
  return { client: connect(near, contract), stop: () => engine.stop() }
}
