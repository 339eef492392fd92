import { duplexPair } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeSubmit } from '../../../../../../src/main/engine/transports/gsm-modem/pdu/submit.ts'
import { ModemEmulator } from '../../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../../src/main/engine/transports/simulator/network.ts'
import { createSeededRandom } from '../support/environment.ts'
import { createManualClock, settle } from '../support/manual-clock.ts'

function plugIn(options: { readonly pin?: string; readonly latencyMs?: number } = {}) {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  const modem = new ModemEmulator({ network, clock, latencyMs: 0, ...options })
  const [ours, theirs] = duplexPair()
  modem.attach(theirs)
  let said = ''
  ours.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')))
  const type = async (text: string): Promise<string> => {
    said = ''
    ours.write(text, 'latin1')
    await settle()
    return said
  }
  return { clock, network, type, heard: () => said }
}

const PDU = encodeSubmit({ recipient: '+447700900001', text: 'Hello', encoding: 'gsm7', wantsReport: true })

test('Commands are echoed until the echo is switched off', async () => {
  const { type } = plugIn()
  expect(await type('AT\r')).toBe('AT\r\r\nOK\r\n')
  expect(await type('ATE0\r')).toBe('ATE0\r\r\nOK\r\n')
  expect(await type('AT\r')).toBe('\r\nOK\r\n')
})

test.each([
  ['AT+CPIN?', '+CPIN: READY'],
  ['AT+CREG?', '+CREG: 0,1'],
  ['AT+CSQ', '+CSQ: 22,99'],
  ['AT+COPS?', '+COPS: 0,0,"Campanile"'],
  ['AT+CSCA?', '+CSCA: "+447700900999",145'],
  ['AT+CMGF?', '+CMGF: 0'],
  ['AT+CNMI=?', '+CNMI: (0,1,2),(0,1,2),(0),(0,1,2),(0,1)'],
  ['AT+CSMS?', '+CSMS: 0,1,1,1'],
  ['AT+CPMS?', '+CPMS: "SM",0,20,"SM",0,20,"SM",0,20'],
  ['AT+CBC', '+CBC: 0,100'],
  ['at+cgmm', 'Simulated modem'],
  ['ATI', 'Campanile'],
])('%s is answered with %s', async (command, line) => {
  const { type } = plugIn()
  await type('ATE0\r')
  const answer = await type(`${command}\r`)
  expect(answer).toContain(`\r\n${line}\r\n`)
  expect(answer.endsWith('\r\nOK\r\n')).toBe(true)
})

test('Chained commands are answered together and end at the first that fails', async () => {
  const { type } = plugIn()
  await type('ATE0V1+CMEE=1;+CREG=0\r')
  expect(await type('AT+CSQ;+CREG?\r')).toBe('\r\n+CSQ: 22,99\r\n+CREG: 0,1\r\n\r\nOK\r\n')
  expect(await type('AT+CSQ;+NOPE;+CREG?\r')).toBe('\r\n+CSQ: 22,99\r\n\r\nERROR\r\n')
})

test('What the modem does not know is an error', async () => {
  const { type } = plugIn()
  await type('ATE0\r')
  for (const command of ['AT+QCFG?', 'AT^CURC=0', 'AT%X', 'AT+constructor?']) {
    expect(await type(`${command}\r`)).toBe('\r\nERROR\r\n')
  }
})

test('A submit is asked for with a prompt that no line end follows', async () => {
  const { network, type } = plugIn()
  await type('ATE0\r')
  expect(await type(`AT+CMGS=${PDU.length}\r`)).toBe('\r\n> ')
  expect(await type(`${PDU.hex}\u001a`)).toBe('\r\n+CMGS: 0\r\n\r\nOK\r\n')
  expect(network.journal.messages).toMatchObject([{ recipient: '+447700900001', text: 'Hello' }])
})

test('A length that is not that of the PDU is refused', async () => {
  const { network, type } = plugIn()
  await type('ATE0\r')
  await type(`AT+CMGS=${PDU.length + 1}\r`)
  expect(await type(`${PDU.hex}\u001a`)).toBe('\r\n+CMS ERROR: 304\r\n')
  expect(network.journal.parts).toEqual([])
})

test('Escape leaves the prompt, and outside of one it means nothing', async () => {
  const { network, type } = plugIn()
  await type('ATE0\r')
  await type(`AT+CMGS=${PDU.length}\r`)
  expect(await type(`${PDU.hex}\u001b`)).toBe('\r\nOK\r\n')
  expect(await type('\u001b\u001aAT\r')).toBe('\r\nOK\r\n')
  expect(network.journal.parts).toEqual([])
})

test('References count up modulo 256', async () => {
  const { type } = plugIn()
  await type('ATE0\r')
  let last = ''
  for (let count = 0; count < 258; count++) last = await type(`AT+CMGS=${PDU.length}\r${PDU.hex}\u001a`)
  expect(last).toContain('+CMGS: 1\r\n')
})

test('The answer takes as long as the network does, and what is typed meanwhile waits', async () => {
  const { clock, heard, type } = plugIn({ latencyMs: 2500 })
  await type('ATE0\r')
  expect(await type(`AT+CMGS=${PDU.length}\r${PDU.hex}\u001aAT\r`)).toBe('\r\n> ')
  await clock.advance(2499)
  expect(heard()).toBe('\r\n> ')
  await clock.advance(1)
  expect(heard()).toBe('\r\n> \r\n+CMGS: 0\r\n\r\nOK\r\n\r\nOK\r\n')
})

test('Messages are written, listed, sent from memory and deleted', async () => {
  const { network, type } = plugIn()
  await type('ATE0\r')
  expect(await type(`AT+CMGW=${PDU.length}\r${PDU.hex}\u001a`)).toContain('+CMGW: 1\r\n')
  expect(await type('AT+CMGL=4\r')).toBe(`\r\n+CMGL: 1,2,,${PDU.length}\r\n${PDU.hex}\r\n\r\nOK\r\n`)
  expect(await type('AT+CMSS=1\r')).toContain('+CMSS: 0\r\n')
  expect(network.journal.messages).toHaveLength(1)
  expect(await type('AT+CMGD=1\r')).toBe('\r\nOK\r\n')
  expect(await type('AT+CMGR=1\r')).toBe('\r\n+CMS ERROR: 321\r\n')
})

test('In phase 2+ the next indication waits for the acknowledgement of the one before', async () => {
  const { clock, heard, type } = plugIn()
  await type('ATE0;+CSMS=1;+CNMI=2,2,0,1,0\r')
  await type(`AT+CMGS=${PDU.length}\r${PDU.hex}\u001aAT+CMGS=${PDU.length}\r${PDU.hex}\u001a`)
  await clock.advance(5_000)
  expect(heard().match(/\+CDS: /g)).toHaveLength(1)
  expect(await type('AT+CNMA\r')).toMatch(/^\r\nOK\r\n\r\n\+CDS: \d+\r\n/)
})

test('A locked SIM answers nothing that needs it', async () => {
  const { type } = plugIn({ pin: '4711' })
  await type('ATE0+CMEE=1\r')
  expect(await type('AT+CPIN?\r')).toContain('+CPIN: SIM PIN')
  expect(await type('AT+CMGF?\r')).toBe('\r\n+CME ERROR: 11\r\n')
  expect(await type('AT+CPIN="0000"\r')).toBe('\r\n+CME ERROR: 16\r\n')
  expect(await type('AT+CPIN="4711"\r')).toBe('\r\nOK\r\n')
  expect(await type('AT+CMGF?\r')).toBe('\r\n+CMGF: 0\r\n\r\nOK\r\n')
})

test('Whatever is typed, the modem answers the next command', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.constantFrom(
          'AT',
          '+CMGS',
          '=',
          '?',
          '14',
          '"',
          ';',
          ',',
          '\r',
          '\u001a',
          '\u001b',
          '\n',
          'E1',
          '&F',
          '\u0000',
          'ÿ',
          '+CNMI',
          '+CPMS',
          '+CMGL',
          PDU.hex,
        ),
        { maxLength: 40 },
      ),
      async pieces => {
        const { type } = plugIn()
        await type(pieces.join(''))
        await type('\u001b\r')
        await type('ATE0\r')
        expect((await type('AT+CMGF?\r')).endsWith('\r\n+CMGF: 0\r\n\r\nOK\r\n')).toBe(true)
      },
    ),
    { numRuns: 150 },
  )
})
