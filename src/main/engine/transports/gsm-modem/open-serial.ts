import type { Duplex } from 'node:stream'
import { driveUnixPort } from './drive-unix-port.ts'

const BAUD_RATE = 115_200

/** Opens a serial port, locked so that no other program steals bytes. Rejects with the words of the system. */
export type OpenSerial = (path: string) => Promise<Duplex>

/**
 * Opens a serial port in this thread, which must be the main one: the binding polls in the event loop of the process and
 * brings the whole process down from any other.
 */
export const openSerial: OpenSerial = async path => {
  // Loaded on first use: the binding is native, and a workspace without modems must not depend on it.
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path, baudRate: BAUD_RATE, lock: true, autoOpen: false, hupcl: false })
  // The package leaves `destroy` to the stream, which would keep the port open and locked.
  port._destroy = (error, done) => {
    if (port.isOpen) port.close(() => done(error))
    else done(error)
  }
  await new Promise<void>((resolve, reject) => {
    port.open(error => (error instanceof Error ? reject(error) : resolve()))
  })
  driveUnixPort(port.port)
  return port
}
