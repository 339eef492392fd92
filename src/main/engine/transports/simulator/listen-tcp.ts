import { createServer, type AddressInfo } from 'node:net'
import type { ModemEmulator } from './modem-emulator.ts'

/** An emulated modem that other programs reach. */
export interface ListeningModem {
  /** As a GSM modem line takes it: `tcp://127.0.0.1:port`. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Offers a modem on the loopback interface. One program has it at a time: the next one takes it over, as when
 * a cable is moved.
 *
 * @param port a free one when 0
 */
export function listenTcp(modem: ModemEmulator, port = 0): Promise<ListeningModem> {
  const server = createServer({ noDelay: true }, socket => modem.attach(socket))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const { port: chosen } = server.address() as AddressInfo
      resolve({
        address: `tcp://127.0.0.1:${chosen}`,
        close: () =>
          new Promise(done => {
            server.close(() => done())
            modem.detach()
          }),
      })
    })
  })
}
