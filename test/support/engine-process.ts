import { fork, type ChildProcess } from 'node:child_process'
import { contract, type CampanileClient } from '../../src/shared/contract/index.ts'
import { connect } from '../../src/shared/rpc.ts'

/** An engine in a process of its own. */
export interface EngineProcess {
  readonly client: CampanileClient
  /** What it wrote as errors. */
  readonly errors: string[]
  /** Ends it as the power does; resolves when the system has cleaned up after it. */
  kill(): Promise<void>
}

/** Starts an engine process on a workspace; `pace` makes its clock faster: how much, and from which moment on. */
export function startEngineProcess(
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
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()))
  return {
    client: connect(channelTo(child), contract),
    errors,
    async kill() {
      child.kill('SIGKILL')
      await exited
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
