import { fork, type ChildProcess } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { contract, type CampanileClient } from '../../src/shared/contract/index.ts'
import { connect } from '../../src/shared/rpc.ts'

/** Engines on one workspace, one after the other; the last ends with its test. */
export interface MortalEngine {
  /** That of the one which runs now. */
  readonly client: CampanileClient
  /** What all of them wrote as errors. */
  readonly errors: readonly string[]
  kill(): Promise<void>
  /** Kills it, and starts the next. */
  restart(): Promise<void>
}

/** Starts an engine that is to be killed; `pace` is that of all of them. */
export function startMortalEngine(...given: Parameters<typeof startEngineProcess>): MortalEngine {
  const errors: string[] = []
  let engine = startEngineProcess(...given)
  const kill = async (): Promise<void> => {
    await engine.kill()
    errors.push(...engine.errors.splice(0))
  }
  onTestFinished(kill)
  return {
    get client() {
      return engine.client
    },
    errors,
    kill,
    async restart() {
      await kill()
      engine = startEngineProcess(...given)
    },
  }
}

/** An engine in a process of its own. */
interface EngineProcess {
  readonly client: CampanileClient
  /** What it wrote as errors. */
  readonly errors: string[]
  /** Ends it as the power does; resolves when the system has cleaned up after it and all that it wrote is here. */
  kill(): Promise<void>
}

/** Starts an engine process on a workspace; `pace` makes its clock faster: how much, and from which moment on. */
function startEngineProcess(
  bundle: string,
  workspacePath: string,
  pace: readonly [speed: string, since: string] | readonly [] = [],
): EngineProcess {
  const child = fork(bundle, [workspacePath, ...pace], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const errors: string[] = []
  child.stderr?.on('data', chunk => errors.push(String(chunk)))
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()))
  return {
    client: connect(channelTo(child), contract),
    errors,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function channelTo(child: ChildProcess) {
  return {
    post(message: unknown) {
      if (child.connected) child.send(message as object, () => {})
    },
    listen: (receive: (message: unknown) => void) => void child.on('message', receive),
    onClose: (closed: () => void) => void child.once('exit', closed),
    close: () => child.disconnect(),
  }
}
