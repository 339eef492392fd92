import { duplexPair } from 'node:stream'
import { expect, test } from 'vitest'
import { AtChannel } from '../../../../../../src/main/engine/transports/gsm-modem/at/at-channel.ts'
import { quirksOf } from '../../../../../../src/main/engine/transports/gsm-modem/quirks.ts'
import { createUssdDesk, parseUssd } from '../../../../../../src/main/engine/transports/gsm-modem/ussd.ts'
import { silentLog } from '../support/environment.ts'
import { createManualClock } from '../support/manual-clock.ts'

const plain = quirksOf('Quectel', 'EC25')
const huawei = quirksOf('huawei', 'E173')

test.each([
  { name: 'plain text', line: '+CUSD: 0,"Balance: 12.34",15', text: 'Balance: 12.34' },
  {
    name: 'text of several lines',
    line: '+CUSD: 1,"Menu\n1 Balance\n2 Data",15',
    text: 'Menu\n1 Balance\n2 Data',
  },
  { name: 'UCS-2 in hexadecimal', line: '+CUSD: 0,"04110430043B0430043D0441",72', text: 'Баланс' },
  {
    name: 'packed septets of a modem that is known for them',
    line: '+CUSD: 0,"C8329BFD06",15',
    text: 'Hello',
    quirks: huawei,
  },
  { name: 'packed septets of another', line: '+CUSD: 0,"E8329BFD46",0', text: 'hello' },
  { name: 'digits that only look like hexadecimal', line: '+CUSD: 0,"12345678",15', text: '12345678' },
  { name: 'an answer without text', line: '+CUSD: 0', text: '' },
])('Reads $name', ({ line, text, quirks = plain }) => {
  expect(parseUssd(line, quirks)).toMatchObject({ text })
})

test('Other lines are no answer', () => {
  expect(parseUssd('+CSQ: 22,99', plain)).toBeUndefined()
})

test.each([
  ['huawei', 'E3131', 'packed', 'AT^CURC=0'],
  ['ZTE INCORPORATED', 'MF190', 'plain', 'AT+ZOPRT=5'],
  ['SIMCOM INCORPORATED', 'SIMCOM_SIM800L', 'plain', 'AT+IPR=115200'],
])('%s %s has the quirks of its maker', (manufacturer, model, ussd, command) => {
  expect(quirksOf(manufacturer, model)).toMatchObject({ ussd })
  expect(quirksOf(manufacturer, model).commands).toContain(command)
})

test('An unknown modem has none', () => {
  expect(quirksOf('Campanile', 'Simulated modem')).toEqual({
    commands: [],
    ussd: 'plain',
    reportMemory: 'SR',
  })
})

test('A question that waits for a busy modem gets the time of its answer once it has left', async () => {
  const clock = createManualClock()
  const [ours, theirs] = duplexPair()
  theirs.on('data', (chunk: Buffer) => {
    if (chunk.includes('AT+CMGF?')) theirs.write('+CMGF: 0\r\nOK\r\n')
    if (chunk.includes('AT+CUSD=1')) theirs.write('OK\r\n')
  })
  const channel = new AtChannel({
    stream: ours,
    clock,
    log: silentLog,
    onUrc: ({ line }) => desk.take(line),
    onClosed: () => {},
  })
  const desk = createUssdDesk(channel, clock, plain)
  void channel.run({ text: 'AT+COPS=?', timeoutMs: 120_000 })
  const outcome = Promise.allSettled([desk.ask('*100#')])
  await clock.advance(40_000)
  theirs.write('OK\r\n')
  await clock.advance(5_000)
  theirs.write('+CUSD: 0,"Balance: 12.34",15\r\n')
  await clock.advance(1)
  expect(await outcome).toEqual([{ status: 'fulfilled', value: 'Balance: 12.34' }])
  await channel.close()
  expect(clock.pending()).toBe(0)
})
