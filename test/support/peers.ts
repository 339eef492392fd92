import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** A message for another program to send. */
export interface PeerMessage {
  /** E.164, with the plus. */
  readonly to: string
  readonly text: string
}

/** Another program at the modem. */
export interface RunningPeer {
  /** Hands messages over; those of programs that send one a start are sent when it resolves. */
  send(messages: readonly PeerMessage[]): Promise<void>
  /** Everything that came in, as the program shows it. */
  received(): Promise<string>
  stop(): void
}

/** A program of others that sends and receives through a modem. */
export interface Peer {
  readonly name: string
  readonly program: string
  /** Messages that are enough to see how fast it is. */
  readonly measured: number
  /** @param folder its own, empty @param device where the modem answers */
  start(folder: string, device: string): RunningPeer
}

const run = promisify(execFile)
const patience = { timeout: 60_000 }

/** Whether a program is installed here. */
export function isInstalled({ program }: Peer): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/** The programs that Debian has for modems. */
export const peers: readonly Peer[] = [
  { name: 'gammu', program: 'gammu', measured: 3, start: startGammu },
  { name: 'gammu-smsd', program: 'gammu-smsd', measured: 20, start: startGammuSmsd },
  { name: 'smstools', program: '/usr/sbin/smsd', measured: 20, start: startSmstools },
  { name: 'gnokii', program: 'gnokii', measured: 5, start: startGnokii },
]

function startGammu(folder: string, device: string): RunningPeer {
  const config = write(folder, 'gammurc', gammuSection(device))
  return {
    async send(messages) {
      for (const { to, text } of messages) {
        await run('gammu', ['-c', config, 'sendsms', 'TEXT', to, '-text', text], patience)
      }
    },
    received: async () => (await run('gammu', ['-c', config, 'getallsms'], patience)).stdout,
    stop: () => {},
  }
}

function startGammuSmsd(folder: string, device: string): RunningPeer {
  const [inbox, outbox, sent, failed] = folders(folder, ['in', 'out', 'sent', 'failed'])
  const config = write(
    folder,
    'smsdrc',
    `${gammuSection(device)}
[smsd]
service = files
logfile = ${join(folder, 'log')}
inboxpath = ${inbox}/
outboxpath = ${outbox}/
sentsmspath = ${sent}/
errorsmspath = ${failed}/
`,
  )
  let sentSoFar = 0
  return {
    async send(messages) {
      for (const { to, text } of messages) {
        const number = String(sentSoFar++).padStart(6, '0')
        drop(folder, join(outbox, `OUTC20260101_${number}_00_${to}_sms0.txt`), text)
      }
    },
    received: async () => readAll(inbox),
    stop: startDaemon('gammu-smsd', ['-c', config]),
  }
}

function startSmstools(folder: string, device: string): RunningPeer {
  const names = ['outgoing', 'checked', 'incoming', 'sent', 'failed', 'report', 'stats'] as const
  const [outgoing, , incoming] = folders(folder, names)
  const paths = [...names, 'logfile', 'infofile', 'pidfile'].map(name => `${name} = ${join(folder, name)}`)
  const config = write(
    folder,
    'smsd.conf',
    `devices = GSM1
${paths.join('\n')}
delaytime = 1
[GSM1]
device = ${device}
incoming = yes
report = yes
baudrate = 115200
memory_start = 1
`,
  )
  let sentSoFar = 0
  return {
    async send(messages) {
      for (const { to, text } of messages) {
        drop(folder, join(outgoing, `message-${sentSoFar++}`), `To: ${to.slice(1)}\n\n${text}`)
      }
    },
    received: async () => readAll(incoming),
    stop: startDaemon('/usr/sbin/smsd', ['-t', `-c${config}`]),
  }
}

function startGnokii(folder: string, device: string): RunningPeer {
  const config = write(
    folder,
    'gnokiirc',
    `[global]
port = ${basename(device)}
model = AT
connection = serial
serial_baudrate = 115200
`,
  )
  const gnokii = async (args: readonly string[], input = ''): Promise<string> => {
    // It cuts what it is to open at 31 characters.
    const running = run('gnokii', ['--config', config, ...args], { ...patience, cwd: dirname(device) })
    running.child.stdin?.end(input)
    return (await running).stdout
  }
  return {
    async send(messages) {
      for (const { to, text } of messages) await gnokii(['--sendsms', to], text)
    },
    // It ends with an error when it comes to a place without a message.
    received: () => gnokii(['--getsms', 'SM', '1', '1']).catch(String),
    stop: () => {},
  }
}

function gammuSection(device: string): string {
  return `[gammu]\ndevice = ${device}\nconnection = at115200\n`
}

function folders<const Names extends readonly string[]>(
  folder: string,
  names: Names,
): { [Position in keyof Names]: string } {
  const made = names.map(name => join(folder, name))
  for (const path of made) mkdirSync(path, { recursive: true })
  return made as { [Position in keyof Names]: string }
}

function write(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** Puts a file where a program takes it from, whole from its first moment. */
function drop(folder: string, path: string, text: string): void {
  renameSync(write(folder, 'draft', text), path)
}

function readAll(folder: string): string {
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'latin1'))
    .join('\n')
}

/** @returns what ends it, with the processes that it has started for its modems */
function startDaemon(program: string, args: readonly string[]): () => void {
  const { pid } = spawn(program, args, { stdio: 'ignore', detached: true }).on('error', () => {})
  const stop = (): void => {
    process.removeListener('exit', stop)
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  }
  process.once('exit', stop)
  return stop
}
