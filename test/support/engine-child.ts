import { createFileGrants } from '../../src/main/host/file-grants.ts'
import { startEngine } from '../../src/main/engine/start.ts'
import type { Clock } from '../../src/main/engine/environment.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { systemRandom } from '../../src/main/host/system-random.ts'
import type { Channel } from '../../src/shared/rpc.ts'

/** The engine as a process of its own, talking to its parent, so that a test can kill it. */
const channel: Channel = {
  post: message => void process.send?.(message),
  listen: receive => void process.on('message', receive),
  onClose: closed => void process.on('disconnect', closed),
  close: () => process.disconnect(),
}

const write = (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
  void process.stderr.write(`${JSON.stringify({ message, ...fields })}\n`)

/** The machine's clock, made faster from some moment on. */
function hurry(speed: number, since: number): Clock {
  return {
    ...systemClock,
    now: () => Math.round(since + (systemClock.now() - since) * speed),
    after: (ms, run) => systemClock.after(ms / speed, run),
  }
}

const [workspacePath = '', speed = '1', since = '0'] = process.argv.slice(2)

startEngine({
  channel,
  workspacePath,
  clock: hurry(Number(speed), Number(since)),
  random: systemRandom,
  log: { info: () => {}, warn: () => {}, error: write },
  files: createFileGrants(true),
  version: 'test',
})
