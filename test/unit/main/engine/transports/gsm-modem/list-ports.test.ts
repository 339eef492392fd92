import { expect, test } from 'vitest'
import { choosePorts } from '../../../../../../src/main/engine/transports/gsm-modem/list-ports.ts'

const pathsOf = (...ports: Parameters<typeof choosePorts>[0]): string[] =>
  choosePorts(ports).map(({ path }) => path)

test('macOS opens the twin of a port that waits for no carrier, and leaves its own ports alone', () => {
  expect(
    pathsOf(
      { path: '/dev/tty.Bluetooth-Incoming-Port' },
      { path: '/dev/tty.debug-console' },
      { path: '/dev/tty.wlan-debug' },
      { path: '/dev/tty.usbmodem14201', manufacturer: 'HUAWEI', vendorId: '12d1' },
      { path: '/dev/tty.HUAWEIMobile-Modem' },
    ),
  ).toEqual(['/dev/cu.usbmodem14201', '/dev/cu.HUAWEIMobile-Modem'])
})

test('Windows lists its ports as they are, from COM10 on too', () => {
  expect(pathsOf({ path: 'COM3', vendorId: '12D1' }, { path: 'COM256' })).toEqual(['COM3', 'COM256'])
})

test('Linux lists sticks, and ports of the mainboard only where a device is behind them', () => {
  expect(
    pathsOf(
      { path: '/dev/ttyS0' },
      { path: '/dev/ttyS4', vendorId: '1d6b' },
      { path: '/dev/ttyUSB0', vendorId: '12d1' },
      { path: '/dev/ttyACM1', vendorId: '1bc7' },
    ),
  ).toEqual(['/dev/ttyS4', '/dev/ttyUSB0', '/dev/ttyACM1'])
})
