import { MessageChannel, Worker } from 'node:worker_threads'
import { contract, type CampanileClient } from '../../shared/contract/index.ts'
import { reviveUserError } from '../../shared/errors.ts'
import { connect, type Channel } from '../../shared/rpc.ts'
import type { Order, Report, ThreadOptions } from './control.ts'
import { portChannel } from './port-channel.ts'
import { relaySerial } from './relay-serial.ts'

/** The engine in its own thread, so that no long work of it can freeze a host. */
export interface EngineThread {
  /** A new raw channel: what a host relays to a window or a socket. */
  openChannel(): Channel
  /** A new typed client in this thread. */
  openClient(): CampanileClient
  /** @param isLasting false for a copy that goes with the host */
  grant(ref: string, path: string, isLasting: boolean): void
  /** Moves its clock on, where that can be moved by hand. */
  advanceClock(ms: number): void
  /** Resolves when the workspace is closed. */
  stop(): Promise<void>
  /** Called when the thread ends without having been asked to. */
  onCrash(crashed: (error: Error) => void): void
}

/**
 * Starts the engine's thread and waits until its workspace is open.
 * @throws UserError of `openWorkspace`
 */
export async function startEngineThread(options: ThreadOptions): Promise<EngineThread> {
  const worker = new Worker(new URL('./engine-worker.js', import.meta.url), {
    workerData: options,
    // Room for short-lived objects: V8 would take 70 MB more for it while a large list is imported, and be no faster.
    resourceLimits: { maxYoungGenerationSizeMb: 48 },
  })
  const order = (message: Order, ports: MessagePortList = []): void => worker.postMessage(message, ports)
  let hasEnded = false
  worker.once('exit', () => (hasEnded = true))
  worker.on('message', (report: Report) => {
    if (report.type === 'serial') void relaySerial(report.path, report.port)
  })
  await whenStarted(worker)

  function openChannel(): Channel {
    const { port1, port2 } = new MessageChannel()
    order({ type: 'connect', port: port2 }, [port2])
    return portChannel(port1)
  }
  return {
    openChannel,
    openClient: () => connect(openChannel(), contract),
    grant: (ref, path, isLasting) => order({ type: 'grant', ref, path, isLasting }),
    advanceClock: ms => order({ type: 'advance', ms }),
    stop: () =>
      new Promise(resolve => {
        if (hasEnded) return resolve()
        worker.once('exit', () => resolve())
        order({ type: 'stop' })
      }),
    onCrash: crashed => void worker.on('error', crashed),
  }
}

type MessagePortList = Parameters<Worker['postMessage']>[1]

function whenStarted(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.on('message', function hear(report: Report) {
      // A modem may be asked for before all is open.
      if (report.type === 'serial') return
      worker.off('message', hear)
      worker.off('error', reject)
      if (report.type === 'started') return resolve()
      void worker.terminate()
      if (report.type === 'refused') reject(reviveUserError(report.code, report.data))
      else reject(new Error('The engine stopped while it was starting.'))
    })
  })
}
