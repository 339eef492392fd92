import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openSerial } from '../../../../src/main/engine/serial.ts'
import { startSimulatedModem, type FaultScript } from '../../../../src/main/engine/simulate.ts'
import { openTransport } from '../../../../src/main/engine/transports/index.ts'
import type { Transport } from '../../../../src/main/engine/transports/transport.ts'
import { openPty } from '../../../../src/main/host/open-pty.ts'
import { systemClock } from '../../../../src/main/host/system-clock.ts'
import { createSeededRandom, outgoing, silentLog } from './transports/support/environment.ts'

interface Watched {
  readonly transport: Transport
  /** Resolves with the next of each. */
  next(kind: 'receipt' | 'inbound' | 'closed'): Promise<unknown>
}

/** A modem in software at the far end of a terminal. */
async function plugIn(faults: FaultScript = {}) {
  const random = createSeededRandom()
  const modem = startSimulatedModem({
    clock: systemClock,
    random,
    latencyMs: 0,
    speed: 100,
    faults,
    keepsJournal: true,
  })
  const { path, stream } = await openPty()
  modem.attach(stream)
  onTestFinished(() => modem.close())
  return { modem, path, stream }
}

async function open(address: string): Promise<Watched> {
  const told = new EventTarget()
  const tell = (kind: string) => (detail: unknown) =>
    void told.dispatchEvent(new CustomEvent(kind, { detail }))
  const events = {
    receipt: tell('receipt'),
    inbound: tell('inbound'),
    closed: tell('closed'),
    health: tell('health'),
  }
  const context = { clock: systemClock, random: createSeededRandom(), log: silentLog, events }
  const transport = await openTransport('gsm-modem', { address }, context)
  onTestFinished(() => transport.close())
  return {
    transport,
    async next(kind) {
      const [event] = (await once(told, kind)) as [CustomEvent<unknown>]
      return event.detail
    },
  }
}

// Windows has no pseudo terminals.
describe.skipIf(process.platform === 'win32')('On a terminal of the system', () => {
  test('A serial port that the system opens carries messages, reports and answers', async () => {
    const { modem, path } = await plugIn()
    const { transport, next } = await open(path)
    const receipt = next('receipt')
    const long = 'Grüße € 😀 '.repeat(30)
    expect(await transport.send(outgoing({ text: long, encoding: 'ucs2' }), () => {})).toEqual({
      kind: 'accepted',
    })
    expect(modem.journal.messages).toMatchObject([{ text: long }])
    expect(await receipt).toMatchObject({ status: 'delivered' })
    const inbound = next('inbound')
    modem.say('+447700900123', 'Yes, I will come')
    expect(await inbound).toMatchObject({ sender: '+447700900123', text: 'Yes, I will come' })
  })

  test('Answers that arrive an octet at a time are understood all the same', async () => {
    const { modem, path } = await plugIn({ chunkSize: 1, promptDelayMs: 150 })
    const { transport } = await open(path)
    expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
    expect(modem.journal.messages).toHaveLength(1)
  })

  test('A cable that comes out is noticed at once, also in the middle of a message', async () => {
    const { path } = await plugIn({ submit: () => 'vanish-after-data' })
    const { transport, next } = await open(path)
    const closed = next('closed')
    expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'unknown', reason: 'link-lost' })
    await closed
  })

  test('A cable that comes out while nobody reads is noticed by whoever reads next', async () => {
    const { path, stream } = await openPty()
    const port = await openSerial(path)
    onTestFinished(() => void port.destroy())
    stream.destroy()
    await expect.poll(() => existsSync(path)).toBe(false)
    const closed = once(port, 'close')
    port.resume()
    await closed
  })

  test('A port that another program has is busy, and free again when that one has closed it', async () => {
    const { path } = await plugIn()
    const { transport } = await open(path)
    await expect(open(path)).rejects.toMatchObject({ code: 'port-busy' })
    await transport.close()
    const again = await open(path)
    expect(await again.transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
  })
})
