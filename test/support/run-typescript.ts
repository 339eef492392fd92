import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** A script of ours in a process of its own. */
export interface ScriptProcess {
  readonly child: ChildProcess
  /** Its next line; undefined where it ended without one. */
  line(): Promise<string | undefined>
  /** Ends it without a chance to tidy up, and waits until it is gone. */
  kill(): Promise<void>
  /** Resolves when it is gone. */
  readonly ended: Promise<void>
}

/** Runs a file of test/support in a new Node, as another user where one is given. */
export function runScript(
  name: string,
  args: readonly string[],
  user?: { uid: number; gid: number },
): ScriptProcess {
  const script = fileURLToPath(new URL(`./${name}`, import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  })
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  onTestFinished(kill)
  return { child, kill, ended, line: async () => (await lines.next()).value }
}
