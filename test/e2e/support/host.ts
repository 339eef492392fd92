import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = rootAbove(import.meta.dirname)

/** The project's folder, also for the benchmarks, which are bundled into another place. */
function rootAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(resolve(folder, '..'))
}

/** The built command line. */
export const commandLine = join(root, 'out', 'main', 'campanile.js')

/** A headless host in a process of its own, on a workspace of its own. */
export interface TestHost {
  /** With the token. */
  readonly url: string
  readonly origin: string
  readonly token: string
  readonly workspace: string
  readonly process: ChildProcess
  /** Moves the clock of a host on that was started with one for hands. */
  advance(ms: number): void
  stop(): Promise<void>
}

/** Starts `campanile serve`, on a free port if none is given, and waits for the address that it prints. */
export async function startHost({
  sample = false,
  workspace,
  port = 0,
  handClock = false,
}: { sample?: boolean; workspace?: string; port?: number; handClock?: boolean } = {}): Promise<TestHost> {
  const home = mkdtempSync(join(tmpdir(), 'campanile-e2e-'))
  const path = workspace ?? join(home, 'test.campanile')
  const parameters = ['serve', '--port', String(port), '--token', 'test-token', '--workspace', path]
  const child = spawn(
    process.execPath,
    [commandLine, ...parameters, ...(sample ? ['--sample'] : []), ...(handClock ? ['--hand-clock'] : [])],
    {
      env: { ...process.env, CAMPANILE_HOME: home },
      stdio: [handClock ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    },
  )
  const url = await addressOf(child)
  return {
    url,
    origin: new URL(url).origin,
    token: 'test-token',
    workspace: path,
    process: child,
    advance: ms => void child.stdin?.write(`${ms}\n`),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let output = ''
    let complaints = ''
    child.stdout?.on('data', chunk => {
      output += String(chunk)
      const url = /(http:\/\/\S+)/.exec(output)?.[1]
      if (url) found(url)
    })
    child.stderr?.on('data', chunk => (complaints += String(chunk)))
    child.once('exit', code => failed(new Error(`The host ended with ${code}: ${complaints}`)))
  })
}

/** Runs the command line to its end. */
export async function runCommand(
  parameters: readonly string[],
  { home, input }: { home: string; input?: string },
): Promise<{ code: number | null; output: string; complaints: string }> {
  const child = spawn(process.execPath, [commandLine, ...parameters], {
    env: { ...process.env, CAMPANILE_HOME: home },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.end(input)
  let output = ''
  let complaints = ''
  child.stdout?.on('data', chunk => (output += String(chunk)))
  child.stderr?.on('data', chunk => (complaints += String(chunk)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output, complaints }
}
