import { expect, test } from 'vitest'
import { isLineKind, LINE_KINDS, LINES, partsPerMinute } from '../../../../src/shared/lines/index.ts'

test('Every kind is offered under the name of its definition', () => {
  expect([...LINE_KINDS].toSorted()).toEqual(Object.keys(LINES).toSorted())
  for (const kind of LINE_KINDS) expect(LINES[kind].kind).toBe(kind)
})

test('A stored word that is no kind is recognised as such', () => {
  expect(isLineKind('gsm-modem')).toBe(true)
  expect(isLineKind('toString')).toBe(false)
})

test('A modem is addressed by a serial path or by TCP and nothing else', () => {
  const schema = LINES['gsm-modem'].settings
  for (const address of [
    '/dev/ttyUSB2',
    'COM12',
    '\\\\.\\COM12',
    '/dev/serial/by-id/usb-HUAWEI-if00',
    '/dev/cu.usbmodem1',
    'tcp://127.0.0.1:7000',
    'tcp://[::1]:7000',
    'tcp://pi.lan:1',
  ]) {
    expect(schema.safeParse({ address }).success, address).toBe(true)
  }
  for (const address of [
    '',
    '  ',
    'http://pi.lan',
    'tcp://pi.lan',
    'tcp://pi.lan:x',
    'tcp://pi.lan:0',
    'tcp://pi.lan:65536',
    'modem',
    'ttyUSB0',
    '192.168.1.40:7000',
    'COM',
    '/dev/',
    '/dev/tty USB0',
  ]) {
    expect(schema.safeParse({ address }).success, address).toBe(false)
  }
})

test('A simulator needs no settings at all', () => {
  expect(LINES.simulator.settings.parse({})).toEqual({ latencyMs: 5, perMinute: 0, speed: 1 })
})

test('The estimate follows the slower of the pace and the line itself', () => {
  expect(partsPerMinute('simulator', { latencyMs: 59, perMinute: 0 })).toBe(1000)
  expect(partsPerMinute('simulator', { latencyMs: 59, perMinute: 30 })).toBe(30)
  expect(partsPerMinute('gsm-modem', { address: 'COM5' })).toBe(15)
  expect(partsPerMinute('gsm-modem', { address: 'COM5', perMinute: 6 })).toBe(6)
})
