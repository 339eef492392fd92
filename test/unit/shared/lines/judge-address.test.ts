import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gsmModemLine } from '../../../../src/shared/lines/gsm-modem.ts'
import { judgeAddress } from '../../../../src/shared/lines/judge-address.ts'

test.each([
  '/dev/ttyUSB2',
  '/dev/pts/4',
  '/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.2-port0',
  '/dev/cu.usbmodem14201',
  '/dev/tty.USB0',
  '/home/anna/modem',
  'COM1',
  'com12',
  '\\\\.\\COM12',
  ' COM3 ',
  'tcp://192.168.1.40:7000',
  'tcp://[::1]:7000',
  'tcp://box:65535',
])('%s can be tried', address => {
  expect(judgeAddress(address)).toBeUndefined()
})

test.each([
  ['', 'empty', undefined],
  ['   ', 'empty', undefined],
  ['COM 12', 'com', 'COM12'],
  ['com12:', 'com', 'COM12'],
  ['COM-3', 'com', 'COM3'],
  ['COM05', 'com', 'COM5'],
  ['COM0', 'com', undefined],
  ['12', 'com', 'COM12'],
  ['ttyUSB0', 'folder', '/dev/ttyUSB0'],
  ['dev/ttyACM1', 'folder', '/dev/ttyACM1'],
  ['pts/4', 'folder', '/dev/pts/4'],
  ['cu.usbmodem1', 'folder', '/dev/cu.usbmodem1'],
  ['/dev/tty.usbmodem1', 'twin', '/dev/cu.usbmodem1'],
  ['tty.usbmodem1', 'twin', '/dev/cu.usbmodem1'],
  ['/dev/cdc-wdm0', 'not-serial', undefined],
  ['/dev/sda1', 'not-serial', undefined],
  ['http://192.168.8.1', 'web-page', undefined],
  ['http://192.168.8.1/html/home.html', 'web-page', undefined],
  ['192.168.1.40:7000', 'scheme', 'tcp://192.168.1.40:7000'],
  ['telnet://box:23', 'scheme', 'tcp://box:23'],
  ['rfc2217://box:2217', 'scheme', 'tcp://box:2217'],
  ['tcp:box:7000', 'scheme', 'tcp://box:7000'],
  ['tcp://box', 'tcp-port', undefined],
  ['tcp://box:0', 'tcp-port', undefined],
  ['tcp://box:70000', 'tcp-port', undefined],
  ['tcp://:7000', 'tcp-port', undefined],
  ['blue stick', 'shape', undefined],
  ['/dev/', 'shape', undefined],
])('%s is wrong as %s', (address, fault, suggestion) => {
  expect(judgeAddress(address)).toEqual(suggestion === undefined ? { fault } : { fault, suggestion })
})

test('Whatever is typed, what a line would not take is named, and what is suggested it takes', () => {
  const { address: schema } = gsmModemLine.settings.shape
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl(), fc.stringMatching(/^(com|COM|tcp|\/dev\/tty)[\w:/. -]*$/)),
      typed => {
        const judgement = judgeAddress(typed)
        if (!schema.safeParse(typed).success) expect(judgement).toBeDefined()
        if (judgement?.suggestion !== undefined) {
          expect(judgement.suggestion).not.toBe(typed)
          expect(schema.safeParse(judgement.suggestion).success).toBe(true)
          expect(judgeAddress(judgement.suggestion)).toBeUndefined()
        }
      },
    ),
  )
})
