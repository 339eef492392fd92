import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { OpenSerial } from '../engine/serial.ts'
import type { SerialOrder, SerialReport } from './serial-messages.ts'

/**
 * Serial ports for the engine's thread, which the main thread opens.
 * @param ask hands a path and the other end of a channel to the main thread
 */
export function createRemoteSerial(ask: (path: string, port: MessagePort) => void): OpenSerial {
  return path => {
    const { port1: port, port2 } = new MessageChannel()
    ask(path, port2)
    return new Promise((resolve, reject) => {
      port.once('message', (report: SerialReport) => {
        if (report.type === 'opened') return resolve(toStream(port))
        port.close()
        reject(new Error(report.type === 'refused' ? report.reason : 'the port was closed'))
      })
    })
  }
}

function toStream(port: MessagePort): Duplex {
  const order = (message: SerialOrder): void => port.postMessage(message)
  let isOpen = true
  let whenClosed: (() => void) | undefined
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      if (isOpen) order({ type: 'write', octets: chunk })
      done()
    },
    destroy(error, done) {
      if (!isOpen) return done(error)
      whenClosed = () => done(error)
      order({ type: 'close' })
    },
  })
  const end = (): void => {
    isOpen = false
    whenClosed?.()
    stream.destroy()
  }
  port.on('message', (report: SerialReport) => {
    if (report.type === 'data') stream.push(report.octets)
    else if (report.type === 'closed') port.close()
  })
  port.once('close', end)
  return stream
}
