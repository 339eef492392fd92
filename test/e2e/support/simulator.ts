import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { commandLine } from './host.ts'

/** A message as the simulated network got it. */
export interface Arrival {
  /** As `performance.now` has it. */
  readonly at: number
  readonly to: string
  readonly text: string
}

/** Modems in software in a process of their own, at terminals of the system. */
export interface RunningSimulator {
  readonly process: ChildProcess
  /** Calls for each message that arrives. */
  onArrival(tell: (arrival: Arrival) => void): void
  /** Somebody writes to the first modem. */
  say(sender: string, text: string): void
  stop(): void
}

/** Starts `campanile simulator`, and waits until all its modems answer. @param link of several, what their names begin with */
export async function startSimulator(
  link: string,
  { modems = 1, latencyMs = 50 }: { readonly modems?: number; readonly latencyMs?: number } = {},
): Promise<RunningSimulator> {
  const args = ['simulator', '--pty', link, '--modems', String(modems), '--latency', String(latencyMs)]
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const stop = (): void => void child.kill()
  process.once('exit', stop)
  let tell: (arrival: Arrival) => void = () => {}
  let ready = 0
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the simulator ended')))
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.startsWith('The modem answers') && ++ready === modems) resolve()
      if (line.startsWith('{')) tell(toArrival(line))
    })
  })
  return {
    process: child,
    onArrival: listener => (tell = listener),
    say: (sender, text) => void child.stdin.write(`${sender} ${text}\n`),
    stop() {
      process.removeListener('exit', stop)
      stop()
    },
  }
}

function toArrival(line: string): Arrival {
  const { to, text } = JSON.parse(line) as { readonly to: string; readonly text: string }
  return { at: performance.now(), to, text }
}
