import { parentPort, workerData, type Transferable } from 'node:worker_threads'
import { UserError } from '../../shared/errors.ts'
import { startEngine, type Engine } from '../engine/start.ts'
import type { Order, Report, ThreadOptions } from './control.ts'
import { createLog } from './create-log.ts'
import { createFileGrants } from './file-grants.ts'
import { createFilePlaces } from './file-places.ts'
import { portChannel } from './port-channel.ts'
import { createHandClock } from './hand-clock.ts'
import { inspectPort } from './inspect-port.ts'
import { createRemoteSerial } from './remote-serial.ts'
import { systemClock } from './system-clock.ts'
import { systemRandom } from './system-random.ts'

const host = parentPort
if (!host) throw new Error('This file is the entry of a worker thread.')

const options = workerData as ThreadOptions
const files = createFileGrants(options.allowsPaths, createFilePlaces(options.placesPath))
const log = createLog(options.logPath)
const handClock = options.hasHandClock ? createHandClock(systemClock) : undefined

function report(message: Report, ports: Transferable[] = []): void {
  host?.postMessage(message, ports)
}

const openSerial = createRemoteSerial((path, port) => report({ type: 'serial', path, port }, [port]))

function start(): Engine | undefined {
  try {
    const engine = startEngine({
      workspacePath: options.workspacePath,
      version: options.version,
      sends: options.sends,
      onlySimulated: handClock !== undefined,
      clock: handClock ?? systemClock,
      random: systemRandom,
      log,
      files,
      openSerial,
      inspectPort,
    })
    report({ type: 'started' })
    return engine
  } catch (error) {
    if (error instanceof UserError) {
      report({ type: 'refused', code: error.code, data: error.data })
      return undefined
    }
    log.error('engine did not start', { stack: error instanceof Error ? error.stack : String(error) })
    throw error
  }
}

const engine = start()

host.on('message', (order: Order) => {
  if (order.type === 'connect') engine?.connect(portChannel(order.port))
  else if (order.type === 'grant') files.grant(order.ref, order.path, order.isLasting)
  else if (order.type === 'advance') handClock?.advance(order.ms)
  else void stop()
})

async function stop(): Promise<void> {
  await engine?.stop()
  report({ type: 'stopped' })
  host?.close()
}
