import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import {
  explainPortError,
  openPort,
} from '../../../../../../src/main/engine/transports/gsm-modem/open-port.ts'
import { silentLog } from '../support/environment.ts'
import { createManualClock } from '../support/manual-clock.ts'

test.each([
  ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'port-missing'],
  ['Opening COM9: File not found', 'port-missing'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'port-permission'],
  ['Error Resource temporarily unavailable Cannot lock port', 'port-busy'],
  ['Opening COM5: Access denied', 'port-busy'],
  ['Error: Resource busy, cannot open /dev/cu.usbmodem1421', 'port-busy'],
  ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'port-busy'],
  ['Error: Device not configured, cannot open /dev/cu.usbserial-14', 'port-missing'],
  ['Error: No such device or address, cannot open /dev/ttyUSB0', 'port-missing'],
  ['Opening COM17: Unknown error code 31', 'port-failed'],
  ['connect ECONNREFUSED 127.0.0.1:1', 'port-missing'],
  ['Inappropriate ioctl for device', 'port-failed'],
])('"%s" is %s', (cause, code) => {
  expect(explainPortError(cause)).toMatchObject({ code, blame: 'config' })
})

test('A serial path that does not exist is missing', async () => {
  const context = { clock: createManualClock(), log: silentLog }
  await expect(openPort('/dev/tty-that-is-not-there', context)).rejects.toMatchObject({
    code: 'port-missing',
  })
})

test('A TCP address opens a stream to it, and nobody there is missing', async () => {
  const server = createServer(socket => socket.end('hello'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const clock = createManualClock()
  const stream = await openPort(`tcp://127.0.0.1:${port}`, { clock, log: silentLog })
  let heard = ''
  for await (const chunk of stream) heard += String(chunk)
  expect(heard).toBe('hello')
  expect(clock.pending()).toBe(0)
  await new Promise(resolve => server.close(resolve))
  await expect(openPort(`tcp://127.0.0.1:${port}`, { clock, log: silentLog })).rejects.toMatchObject({
    code: 'port-missing',
  })
})
