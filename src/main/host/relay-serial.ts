import type { MessagePort } from 'node:worker_threads'
import { openSerial } from '../engine/serial.ts'
import type { SerialOrder, SerialReport } from './serial-messages.ts'

/** Opens a serial port for the engine's thread and hands everything on until one side closes it. */
export async function relaySerial(path: string, port: MessagePort): Promise<void> {
  const report = (message: SerialReport): void => port.postMessage(message)
  try {
    const stream = await openSerial(path)
    stream.on('data', (octets: Buffer) => report({ type: 'data', octets }))
    stream.on('error', () => stream.destroy())
    stream.on('close', () => {
      report({ type: 'closed' })
      port.close()
    })
    port.on('message', (order: SerialOrder) => {
      if (order.type === 'close') stream.destroy()
      else if (stream.writable) stream.write(order.octets)
    })
    // The engine's thread is gone, and with it whoever used the port.
    port.on('close', () => stream.destroy())
    report({ type: 'opened' })
  } catch (error) {
    report({ type: 'refused', reason: error instanceof Error ? error.message : String(error) })
    port.close()
  }
}
