import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { UserError } from '../../shared/errors.ts'
import type { EngineThread } from '../host/engine-thread.ts'
import { addSampleToEmpty } from '../host/add-sample.ts'
import { leaveHostNote, readHostNote } from './host-note.ts'
import { joinHost } from './join-host.ts'
import { openBrowser } from './open-browser.ts'
import { openEngine, workspacePathOf } from './open-client.ts'
import { serveApplication } from './serve-application.ts'
import { whenInterrupted } from './when-interrupted.ts'

const defaultPort = 7340

/** `campanile serve`: the application in a browser, until it is interrupted. */
export async function serveCommand(parameters: string[]): Promise<number> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      workspace: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string', default: '127.0.0.1' },
      token: { type: 'string' },
      sample: { type: 'boolean', default: false },
      open: { type: 'boolean', default: false },
      // For trying out what takes months: lines on the input say by how many ms the clock moves on.
      'hand-clock': { type: 'boolean', default: false },
    },
  })
  const hasHandClock = values['hand-clock']
  const engine = await openEngine(values.workspace, { allowsPaths: false, sends: true, hasHandClock }).catch(
    async error => {
      await sayWhereItIs(error, values)
      throw error
    },
  )
  const stopReading = hasHandClock ? moveByInput(engine) : undefined
  try {
    await serveUntilInterrupted(engine, values)
    return 0
  } finally {
    stopReading?.()
    await engine.stop()
  }
}

/** Moves the clock on by what each line of the input says, until the returned function is called. */
function moveByInput(engine: EngineThread): () => void {
  const lines = createInterface({ input: process.stdin })
  lines.on('line', line => {
    const ms = Number(line)
    if (Number.isInteger(ms) && ms > 0) engine.advanceClock(ms)
  })
  return () => {
    lines.close()
    process.stdin.destroy()
  }
}

interface ServeValues {
  readonly workspace?: string | undefined
  readonly host: string
  readonly port?: string | undefined
  readonly token?: string | undefined
  readonly sample: boolean
  readonly open: boolean
}

async function serveUntilInterrupted(engine: EngineThread, values: ServeValues): Promise<void> {
  const crashed = new Promise<never>((_, reject) => engine.onCrash(reject))
  if (values.sample) await addSampleToEmpty(engine)
  const served = await listenSomewhere(engine, values)
  const removeNote = leaveHostNote(workspacePathOf(values.workspace), served)
  process.stdout.write(`Campanile is at ${served.url}\nStop it with Ctrl+C.\n`)
  if (values.open) openBrowser(served.url)
  await Promise.race([whenInterrupted(), crashed]).finally(removeNote)
  await served.close()
}

/** A workspace that is being served already can be opened where it is. */
async function sayWhereItIs(error: unknown, { workspace, open }: ServeValues): Promise<void> {
  const note = readHostNote(workspacePathOf(workspace))
  const isInUse = error instanceof UserError && error.code === 'workspace/in-use'
  const host = isInUse && note ? await joinHost(note) : undefined
  if (!host || !note) return
  host.channel.close()
  process.stdout.write(`This workspace is being served at ${note.url}\n`)
  if (open) openBrowser(note.url)
}

const withoutPort: ReadonlySet<string> = new Set(['host/port-in-use', 'host/cannot-listen'])

/** A port that was asked for is taken or refused; without one, the usual port or else any free one. */
async function listenSomewhere(
  engine: EngineThread,
  { host, port, token }: ServeValues,
): ReturnType<typeof serveApplication> {
  if (port !== undefined) return serveApplication(engine, { host, port: readPort(port), token })
  try {
    return await serveApplication(engine, { host, port: defaultPort, token })
  } catch (error) {
    // Windows keeps whole ranges of ports for itself, and says so in another way than of one that is taken.
    if (!(error instanceof UserError) || !withoutPort.has(error.code)) throw error
    return serveApplication(engine, { host, port: 0, token })
  }
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError('host/bad-port', { port: text })
  return port
}
