import { duplexPair } from 'node:stream'
import { expect, test } from 'vitest'
import { openGsmModem } from '../../../../../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import { ModemEmulator } from '../../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../../src/main/engine/transports/simulator/network.ts'
import type { Transport } from '../../../../../../src/main/engine/transports/transport.ts'
import { createSeededRandom, outgoing, recordEvents, silentLog } from '../support/environment.ts'
import { createManualClock, settle } from '../support/manual-clock.ts'

/** A modem that says these things instead of what the emulator would say, opened; all that is written to it is kept. */
async function openMaker(answers: Record<string, string>, settings: { serviceCentre?: string } = {}) {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  const modem = new ModemEmulator({ network, clock, latencyMs: 0, faults: { answers } })
  const [ours, theirs] = duplexPair()
  modem.attach(theirs)
  const written: string[] = []
  const events = recordEvents()
  const transport: Transport = await openGsmModem({
    stream: ours,
    clock,
    log: silentLog,
    settings,
    events: { ...events, exchange: (direction, text) => direction === 'sent' && written.push(text) },
  })
  return { clock, events, network, transport, written }
}

test.each([
  ['huawei', 'E3131', ['AT^CURC=0', 'AT^PORTSEL=1']],
  ['ZTE INCORPORATED', 'MF190', ['AT+ZCDRUN=8', 'AT+ZOPRT=5']],
  ['SIMCOM INCORPORATED', 'SIMCOM_SIM800L', ['AT+IPR=115200']],
  ['Quectel', 'EC25', ['AT+QURCCFG="urcport","usbat"']],
  ['Telit', 'HE910', ['AT#NITZ=0']],
  ['Sierra Wireless, Incorporated', 'MC7304', []],
  ['u-blox', 'SARA-G350', ['AT+UPSV=0']],
  ['Cinterion', 'EHS6', ['AT^SSMSS=1']],
])(
  'A modem of %s gets its own commands, and sends although it refuses them',
  async (maker, model, commands) => {
    const { network, transport, written } = await openMaker({ '+CGMI': maker, '+CGMM': model })
    for (const command of commands) expect(written).toContain(command)
    expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
    expect(network.journal.messages).toHaveLength(1)
    await transport.close()
  },
)

test('A modem that knows nothing beyond sending is used all the same', async () => {
  const { transport } = await openMaker({
    '+CMMS=2': 'ERROR',
    '+CSMS?': 'ERROR',
    '+CNMI=?': 'ERROR',
    '+CPMS=?': 'ERROR',
    '+CSCS="GSM"': 'ERROR',
    '+COPS=3,0': 'ERROR',
    '+CREG=1': 'ERROR',
    '+CGMR': 'ERROR',
  })
  expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
  await transport.close()
})

test('The link is kept up where the modem can', async () => {
  const { transport, written } = await openMaker({})
  expect(written).toContain('AT+CMMS=2')
  await transport.close()
})

test('Reports are taken as the modem offers them: said at once, or stored and read', async () => {
  const said = await openMaker({ '+CNMI=?': '+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)' })
  expect(said.written).toContain('AT+CNMI=2,2,0,1,0')
  const stored = await openMaker({ '+CNMI=?': '+CNMI: (1,2),(0,1),(0),(0,2),(0)' })
  expect(stored.written).toContain('AT+CNMI=2,1,0,2,0')
  await stored.transport.send(outgoing(), () => {})
  await stored.clock.advance(5_000)
  await settle()
  expect(stored.events.receipts).toMatchObject([{ reference: '0', status: 'delivered' }])
  await said.transport.close()
  await stored.transport.close()
})

test('A modem that stays in phase 2+ gets an acknowledgement for each report, so that the next one comes', async () => {
  const { clock, events, transport, written } = await openMaker({
    '+CSMS?': '+CSMS: 1,1,1,1',
    '+CSMS=0': 'ERROR',
  })
  // It says that it is in phase 2+ and takes acknowledgements only where it really is.
  await transport.modem?.command('AT+CSMS=1')
  for (const recipient of ['+447700900001', '+447700900002', '+447700900003'])
    await transport.send(outgoing({ recipient }), () => {})
  await clock.advance(5_000)
  expect(events.receipts).toHaveLength(3)
  expect(written.filter(text => text === 'AT+CNMA')).toHaveLength(3)
  await transport.close()
})

test('A SIM without a service centre gets that of the line; one that has its own keeps it', async () => {
  const without = await openMaker({ '+CSCA?': '+CSCA: "",129' }, { serviceCentre: '+447700900555' })
  expect(without.written).toContain('AT+CSCA="+447700900555",145')
  expect(without.events.healths[0]).toMatchObject({ serviceCentre: '+447700900555' })
  const own = await openMaker({}, { serviceCentre: '+447700900555' })
  expect(own.written.filter(text => text.startsWith('AT+CSCA='))).toEqual([])
  await without.transport.close()
  await own.transport.close()
})

test('How long a message is worth sending is passed on to the network, and no longer than that', async () => {
  const { clock, transport, written } = await openMaker({})
  await transport.send(outgoing({ expiresAt: clock.now() + 60 * 60_000 }), () => {})
  // First octet with a relative period (0x10) and a report request (0x20); 11 stands for an hour.
  await transport.send(outgoing(), () => {})
  const pdus = written.filter(text => /^00[0-9A-F]+/.test(text))
  // Service centre, first octet, reference, recipient, protocol, coding, validity.
  expect(pdus[0]).toMatch(/^003100[0-9A-F]{16}00000B/)
  expect(pdus[1]).toMatch(/^002100[0-9A-F]{16}0000/)
  await transport.close()
})

test.each([
  ['in text', 'AT+CUSD=1,"*100#",15', {}, 'Balance: 12.34'],
  [
    'in 16 bits, before the OK',
    'AT+CUSD=1,"*100#",15',
    { '+CUSD=1,"*100#",15': '+CUSD: 0,"04110430043B0430043D0441",72' },
    'Баланс',
  ],
  [
    'packed, by a maker that packs',
    'AT+CUSD=1,"AA180C3602",15',
    { '+CGMI': 'huawei', '+CUSD=1,"AA180C3602",15': '+CUSD: 0,"C8329BFD06",15' },
    'Hello',
  ],
])('The network is asked and answers %s', async (_, asked, answers, text) => {
  const { transport, written } = await openMaker(answers)
  expect(await transport.modem?.ask('*100#')).toBe(text)
  expect(written).toContain(asked)
  await transport.close()
})

test('Two who ask the same at once get one answer, and another question waits for its turn', async () => {
  const { transport, written } = await openMaker({ '+CUSD=1,"*101#",15': '+CUSD: 0,"No bundle",15' })
  const ask = (code: string) => transport.modem?.ask(code)
  expect(await Promise.all([ask('*100#'), ask('*100#'), ask('*101#')])).toEqual([
    'Balance: 12.34',
    'Balance: 12.34',
    'No bundle',
  ])
  expect(written.filter(text => text.startsWith('AT+CUSD=1'))).toHaveLength(2)
  expect(await ask('*100#')).toBe('Balance: 12.34')
  await transport.close()
})

test('A network that never answers a code is told of after half a minute', async () => {
  const { clock, transport } = await openMaker({ '+CUSD=1,"*100#",15': '' })
  const asking = transport.modem?.ask('*100#')
  const [outcome] = await Promise.allSettled([asking, clock.advance(60_000)])
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'modem-no-ussd' } })
  await transport.close()
})
