import { duplexPair } from 'node:stream'
import { expect, test } from 'vitest'
import { openGsmModem } from '../../../../../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import type { FaultScript } from '../../../../../../src/main/engine/transports/simulator/faults.ts'
import { ModemEmulator } from '../../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../../src/main/engine/transports/simulator/network.ts'
import type {
  AcceptedPart,
  SendOutcome,
  Transport,
  TransportReceipt,
} from '../../../../../../src/main/engine/transports/transport.ts'
import { createSeededRandom, outgoing, recordEvents, silentLog } from '../support/environment.ts'
import { createManualClock, settle } from '../support/manual-clock.ts'

interface Setup {
  readonly faults?: FaultScript
  readonly pin?: string
  readonly modemPin?: string
  readonly latencyMs?: number
}

function createBench({ faults, modemPin, latencyMs = 0 }: Setup = {}) {
  const clock = createManualClock()
  const network = createNetwork({ clock, random: createSeededRandom() })
  const modem = new ModemEmulator({
    network,
    clock,
    latencyMs,
    ...(modemPin === undefined ? {} : { pin: modemPin }),
    ...(faults === undefined ? {} : { faults }),
  })
  return { clock, network, modem, events: recordEvents() }
}

function plugIn(bench: ReturnType<typeof createBench>, pin?: string): Promise<Transport> {
  const [ours, theirs] = duplexPair()
  bench.modem.attach(theirs)
  return openGsmModem({
    stream: ours,
    clock: bench.clock,
    log: silentLog,
    events: bench.events,
    settings: { pin },
  })
}

async function openBench(setup: Setup = {}) {
  const bench = createBench(setup)
  const transport = await plugIn(bench, setup.pin)
  const parts: AcceptedPart[] = []
  const send = (fields: Parameters<typeof outgoing>[0] = {}): Promise<SendOutcome> =>
    transport.send(outgoing(fields), part => parts.push(part))
  return { ...bench, transport, parts, send }
}

const LONG = 'The quick brown fox jumps over the lazy dog. '.repeat(8)

test('An opened modem tells who it is and how well it hears the network', async () => {
  const { events, transport } = await openBench()
  expect(events.healths).toEqual([
    {
      manufacturer: 'Campanile',
      model: 'Simulated modem',
      firmware: '1.0',
      imei: '350000000000017',
      imsi: '001010000000017',
      serviceCentre: '+447700900999',
      operator: 'Campanile',
      registered: true,
      signal: 71,
    },
  ])
  await transport.close()
})

test('A message is accepted and reported as delivered under the reference of its part', async () => {
  const { clock, events, network, parts, send, transport } = await openBench()
  expect(await send()).toEqual({ kind: 'accepted' })
  expect(parts).toEqual([{ index: 1, of: 1, reference: '0' }])
  await clock.advance(5000)
  expect(events.receipts).toEqual([
    { reference: '0', recipient: '+447700900001', status: 'delivered', code: 'st-00' },
  ])
  expect(network.journal.messages).toMatchObject([{ recipient: '+447700900001', text: 'Hello', parts: 1 }])
  await transport.close()
})

test('A long message arrives whole, each part with a reference of its own', async () => {
  const { network, parts, send, transport } = await openBench()
  await send({ text: LONG })
  expect(parts).toEqual([
    { index: 1, of: 3, reference: '0' },
    { index: 2, of: 3, reference: '1' },
    { index: 3, of: 3, reference: '2' },
  ])
  expect(network.journal.messages).toMatchObject([{ text: LONG, parts: 3 }])
  await transport.close()
})

test('Parts that were accepted before are not sent again', async () => {
  const { network, parts, send, transport } = await openBench()
  await send({ text: LONG, acceptedParts: [1, 2] })
  expect(parts.map(part => part.index)).toEqual([3])
  expect(network.journal.parts.map(part => part.index)).toEqual([3])
  await transport.close()
})

test('A refused third part leaves two accepted ones and is sent alone later', async () => {
  const faults: FaultScript = { submit: ordinal => (ordinal === 3 ? { cms: 42 } : undefined) }
  const { network, parts, send, transport } = await openBench({ faults })
  expect(await send({ text: LONG })).toMatchObject({
    kind: 'refused',
    error: { code: 'cms-42', blame: 'network', retry: { kind: 'later' } },
  })
  expect(await send({ text: LONG, acceptedParts: parts.map(part => part.index) })).toEqual({
    kind: 'accepted',
  })
  expect(network.journal.messages).toMatchObject([{ text: LONG, parts: 3 }])
  await transport.close()
})

test.each([
  { cms: 1, blame: 'recipient', retry: { kind: 'never' } },
  { cms: 21, blame: 'recipient', retry: { kind: 'later' } },
  { cms: 27, blame: 'recipient', retry: { kind: 'after', ms: 600_000 } },
  { cms: 304, blame: 'message', retry: { kind: 'never' } },
  { cms: 41, blame: 'network', retry: { kind: 'after', ms: 1000 } },
  { cms: 38, blame: 'network', retry: { kind: 'after', ms: 300_000 } },
  { cms: 500, blame: 'network', retry: { kind: 'later' } },
  { cms: 999, blame: 'network', retry: { kind: 'later' } },
  { cms: 310, blame: 'config', retry: { kind: 'later' } },
  { cms: 330, blame: 'config', retry: { kind: 'later' } },
])('The refusal $cms blames the $blame', async ({ cms, blame, retry }) => {
  const { send, transport } = await openBench({ faults: { submit: () => ({ cms }) } })
  expect(await send()).toMatchObject({ kind: 'refused', error: { code: `cms-${cms}`, blame, retry } })
  await transport.close()
})

test('A refusal as duplicate is no failure, as the service centre has the message', async () => {
  const { send, transport } = await openBench({ faults: { submit: () => ({ cms: 197 }) } })
  expect(await send()).toEqual({ kind: 'unknown', reason: 'cms-197' })
  await transport.close()
})

test('A lost answer is unknown after 120 seconds, and the modem goes on with the next message', async () => {
  const faults: FaultScript = { submit: ordinal => (ordinal === 1 ? 'answer-lost' : undefined) }
  const { clock, network, send, transport } = await openBench({ faults })
  const first = send({ recipient: '+447700900001' })
  await clock.advance(119_000)
  const second = send({ recipient: '+447700900002' })
  await clock.advance(1_000)
  expect(await first).toEqual({ kind: 'unknown', reason: 'no-answer' })
  expect(await second).toEqual({ kind: 'accepted' })
  expect(network.journal.messages.map(message => message.recipient)).toEqual([
    '+447700900001',
    '+447700900002',
  ])
  await transport.close()
})

test('A missing prompt is a refusal, and nothing has left', async () => {
  const faults: FaultScript = { submit: ordinal => (ordinal === 1 ? 'no-prompt' : undefined) }
  const { clock, network, send, transport } = await openBench({ faults })
  const first = send()
  await clock.advance(10_000)
  expect(await first).toMatchObject({
    kind: 'refused',
    error: { code: 'modem-no-prompt', retry: { kind: 'later' } },
  })
  expect(network.journal.parts).toEqual([])
  expect(await send()).toEqual({ kind: 'accepted' })
  await transport.close()
})

test('A slow prompt is waited for', async () => {
  const { clock, network, send, transport } = await openBench({ faults: { promptDelayMs: 5_000 } })
  const sending = send()
  await clock.advance(5_000)
  expect(await sending).toEqual({ kind: 'accepted' })
  expect(network.journal.messages).toHaveLength(1)
  await transport.close()
})

test('A prompt that comes too late swallows no message', async () => {
  const { clock, network, send, transport } = await openBench({ faults: { promptDelayMs: 10_500 } })
  const first = send({ text: 'first' })
  await clock.advance(30_000)
  expect(await first).toMatchObject({ kind: 'refused', error: { code: 'modem-no-prompt' } })
  expect(network.journal.parts).toEqual([])
  await transport.close()
})

test('A modem that writes one octet at a time is understood', async () => {
  const { clock, events, send, transport } = await openBench({ faults: { chunkSize: 1 } })
  expect(await send({ text: LONG })).toEqual({ kind: 'accepted' })
  await clock.advance(5000)
  expect(events.receipts).toHaveLength(3)
  await transport.close()
})

test.each([
  { fault: 'vanish-after-data', outcome: { kind: 'unknown', reason: 'link-lost' }, arrived: 1 },
  { fault: 'vanish-unsent', outcome: { kind: 'unknown', reason: 'link-lost' }, arrived: 0 },
  { fault: 'vanish-before-prompt', outcome: { kind: 'refused', error: { code: 'line-closed' } }, arrived: 0 },
] as const)('With the fault $fault the outcome is $outcome.kind', async ({ fault, outcome, arrived }) => {
  const { events, network, send } = await openBench({ faults: { submit: () => fault } })
  expect(await send()).toMatchObject(outcome)
  await settle()
  expect(network.journal.messages).toHaveLength(arrived)
  expect(events.reasons).toHaveLength(1)
  expect(await send()).toMatchObject({ kind: 'refused', error: { code: 'line-closed', blame: 'network' } })
})

test('A receipt that the network sends before the answer to its part is told at once, and as an early one', async () => {
  const order: string[] = []
  const bench = createBench()
  const receipt = ({ isEarly }: TransportReceipt): unknown =>
    order.push(isEarly ? 'early receipt' : 'receipt')
  const [ours, theirs] = duplexPair()
  let input = ''
  bench.modem.attach(theirs)
  const write = theirs.write.bind(theirs)
  // The report overtakes the answer to the very command that it reports.
  theirs.write = ((text: string, encoding: 'latin1') => {
    input = text
    const isAnswer = /\+CMGS: (\d+)/.exec(input)
    if (isAnswer !== null)
      write('\r\n+CDS: 26\r\n0006000C91447700091000622010210100000622010210100000000000\r\n', 'latin1')
    return write(text, encoding)
  }) as typeof theirs.write
  const transport = await openGsmModem({
    stream: ours,
    clock: bench.clock,
    log: silentLog,
    events: { ...bench.events, receipt },
    settings: {},
  })
  await transport.send(outgoing({ recipient: '+447700900100' }), () => order.push('part'))
  await settle()
  expect(order).toEqual(['early receipt', 'part'])
  await transport.close()
})

test('A message that was announced leaves when it is let go, and never when it is withdrawn', async () => {
  const { network, transport, send } = await openBench()
  const announce = (text: string) => transport.announce?.(outgoing({ text }))
  const withdrawn = announce('Never')
  await settle()
  withdrawn?.withdraw()
  const early = announce('Not even asked for')
  early?.withdraw()
  const letGo = announce('Now')
  await settle()
  expect(network.journal.messages).toEqual([])
  expect(await letGo?.send(() => {})).toEqual({ kind: 'accepted' })
  expect(await send({ text: 'After' })).toEqual({ kind: 'accepted' })
  expect(network.journal.messages.map(({ text }) => text)).toEqual(['Now', 'After'])
  await transport.close()
})

test('A fault while a message is made ready ends neither the program nor the closing of its line', async () => {
  const { transport, send } = await openBench()
  const broken = outgoing({ expiresAt: Symbol('no moment') as never })
  transport.announce?.(broken).withdraw()
  await expect(transport.send(broken, () => {})).rejects.toThrow(TypeError)
  expect(await send({ text: 'After' })).toEqual({ kind: 'accepted' })
  const last = transport.send(broken, () => {})
  await transport.close()
  await expect(last).rejects.toThrow(TypeError)
})

test('Reports of every class are told with the code of the network', async () => {
  const { clock, events, send, transport } = await openBench()
  for (const [position, last] of ['01', '88', '91', '95', '99'].entries()) {
    await send({ messageId: position, recipient: `+4477009000${last}` })
  }
  await clock.advance(10_000)
  const of = (recipient: string) =>
    events.receipts
      .filter(receipt => receipt.recipient === recipient)
      .map(receipt => `${receipt.status} ${receipt.code}`)
  expect(of('+447700900001')).toEqual(['delivered st-00'])
  expect(of('+447700900088')).toEqual(['failed st-46'])
  expect(of('+447700900091')).toEqual(['pending st-30', 'delivered st-00'])
  expect(of('+447700900095')).toEqual(['pending st-30', 'failed st-63'])
  expect(of('+447700900099')).toEqual([])
  await transport.close()
})

test('Answers come in, the long one part by part, each with its place', async () => {
  const { clock, events, send, transport } = await openBench()
  await send({ recipient: '+447700900096' })
  await send({ recipient: '+447700900098' })
  await clock.advance(10_000)
  const stop = events.messages.find(({ sender }) => sender === '+447700900096')
  const parts = events.messages.filter(message => message !== stop)
  expect(stop).toMatchObject({ sender: '+447700900096', text: 'STOP' })
  expect(stop?.part).toBeUndefined()
  const of = parts.length
  expect(of).toBeGreaterThan(1)
  expect(parts.map(({ part }) => part)).toMatchObject(parts.map((_, index) => ({ index: index + 1, of })))
  expect(parts.map(({ text }) => text).join('')).toMatch(/^Thank you.*suits you\.$/)
  await transport.close()
})

test('A locked SIM opens with its PIN', async () => {
  const { send, transport } = await openBench({ modemPin: '4711', pin: '4711' })
  expect(await send()).toEqual({ kind: 'accepted' })
  await transport.close()
})

test.each([
  { name: 'without a PIN', pin: undefined, code: 'modem-pin-needed', retry: 'later' },
  { name: 'with a wrong PIN', pin: '0000', code: 'modem-pin-wrong', retry: 'never' },
])('A locked SIM $name is a matter for a person', async ({ pin, code, retry }) => {
  const bench = createBench({ modemPin: '4711' })
  const failure = { code, blame: 'config', retry: { kind: retry } }
  await expect(plugIn(bench, pin)).rejects.toMatchObject(failure)
  expect(bench.clock.pending()).toBe(0)
})

test('The wrong PIN that blocks the SIM says at once that it is blocked', async () => {
  const bench = createBench({ modemPin: '4711' })
  await expect(plugIn(bench, '0000')).rejects.toMatchObject({ code: 'modem-pin-wrong' })
  await expect(plugIn(bench, '1111')).rejects.toMatchObject({ code: 'modem-pin-wrong' })
  await expect(plugIn(bench, '2222')).rejects.toMatchObject({ code: 'modem-puk-needed' })
})

test('A modem that the last program left in the middle of a PDU is recovered, and that PDU never leaves', async () => {
  const bench = createBench()
  const [before, theirs] = duplexPair()
  bench.modem.attach(theirs)
  before.resume()
  before.write('AT+CMGS=14\r')
  await settle()
  before.write('0001000A8170600709')
  await settle()
  before.destroy()
  await settle()
  const transport = await plugIn(bench)
  expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
  expect(bench.network.journal.parts).toMatchObject([{ recipient: '+447700900001', text: 'Hello' }])
  await transport.close()
})

test('A modem that the last program left in the middle of a command is recovered', async () => {
  const bench = createBench()
  const [before, theirs] = duplexPair()
  bench.modem.attach(theirs)
  before.resume()
  before.write('AT+CMGS=1')
  await settle()
  before.destroy()
  const transport = await plugIn(bench)
  expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
  await transport.close()
})

test('Reports that came while nobody listened are told to the next program', async () => {
  const bench = createBench()
  const first = await plugIn(bench)
  await first.send(outgoing(), () => {})
  await first.close()
  await bench.clock.advance(5_000)
  expect(bench.events.receipts).toEqual([])
  const second = await plugIn(bench)
  await settle()
  expect(bench.events.receipts).toMatchObject([{ reference: '0', status: 'delivered' }])
  await second.close()
})

test('A port where nothing answers is refused', async () => {
  const clock = createManualClock()
  const [ours, theirs] = duplexPair()
  theirs.resume()
  const opening = openGsmModem({ stream: ours, clock, log: silentLog, events: recordEvents(), settings: {} })
  const [outcome] = await Promise.allSettled([opening, clock.advance(60_000)])
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'modem-silent', blame: 'config' } })
  expect(ours.destroyed).toBe(true)
  expect(clock.pending()).toBe(0)
})

test('Health is asked every 30 seconds, but not while a message is under way', async () => {
  const { clock, events, send, transport } = await openBench({ latencyMs: 40_000 })
  expect(events.healths).toHaveLength(1)
  await clock.advance(29_000)
  const sending = send()
  await clock.advance(2_000)
  expect(events.healths).toHaveLength(1)
  await clock.advance(40_000)
  await sending
  await clock.advance(30_000)
  expect(events.healths).toHaveLength(2)
  await transport.close()
  expect(clock.pending()).toBeLessThanOrEqual(1)
})

test('A modem that falls silent while idle is found out and told as gone', async () => {
  const bench = createBench()
  const [ours, theirs] = duplexPair()
  bench.modem.attach(theirs)
  const transport = await openGsmModem({ ...bench, stream: ours, log: silentLog, settings: {} })
  theirs.write = () => true
  await bench.clock.advance(29_999)
  expect(bench.events.reasons).toEqual([])
  await bench.clock.advance(60_000)
  expect(bench.events.reasons).toEqual(['the modem does not answer'])
  await transport.close()
})

test('Closing waits for the answer of the part under way and sends no further one', async () => {
  const { clock, network, parts, send, transport } = await openBench({ latencyMs: 1000 })
  const sending = send({ text: LONG })
  await settle()
  const closing = transport.close()
  await clock.advance(1000)
  await closing
  expect(await sending).toMatchObject({ kind: 'refused', error: { code: 'line-closed' } })
  expect(parts.map(part => part.index)).toEqual([1])
  expect(network.journal.parts).toHaveLength(1)
})

test('Closing gives up on an answer after ten seconds, and the outcome is unknown', async () => {
  const { clock, events, send, transport } = await openBench({ faults: { submit: () => 'answer-lost' } })
  const sending = send()
  await settle()
  const closing = transport.close()
  await clock.advance(10_000)
  await closing
  expect(await sending).toEqual({ kind: 'unknown', reason: 'link-lost' })
  expect(events.reasons).toEqual([])
})

test('A recipient that is no number is refused before anything is written', async () => {
  const { network, send, transport } = await openBench()
  expect(await send({ recipient: 'Anna' })).toMatchObject({
    kind: 'refused',
    error: { code: 'message-not-encodable', blame: 'message', retry: { kind: 'never' } },
  })
  expect(network.journal.parts).toEqual([])
  await transport.close()
})
