import { expect, test } from 'vitest'
import { openTransport } from '../../../../../src/main/engine/transports/index.ts'
import { listenTcp } from '../../../../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../src/main/engine/transports/simulator/network.ts'
import { LINE_KINDS } from '../../../../../src/shared/lines/index.ts'
import { createSeededRandom, outgoing, recordEvents, silentLog } from './support/environment.ts'
import { createManualClock } from './support/manual-clock.ts'

test('Each kind of line opens and sends with its stored settings', async () => {
  const clock = createManualClock()
  const random = createSeededRandom()
  const network = createNetwork({ clock, random })
  const listening = await listenTcp(new ModemEmulator({ network, clock, latencyMs: 0 }))
  const settings = { 'gsm-modem': { address: listening.address }, simulator: { latencyMs: 0 } }
  for (const kind of LINE_KINDS) {
    const events = recordEvents()
    const transport = await openTransport(kind, settings[kind], { clock, random, log: silentLog, events })
    expect(transport.window).toBe(1)
    expect(await transport.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
    await transport.close()
    expect(events.reasons).toEqual([])
  }
  expect(network.journal.messages).toHaveLength(1)
  await listening.close()
  network.close()
  expect(clock.pending()).toBe(0)
})

test('Settings of another kind are refused before anything is opened', async () => {
  const context = {
    clock: createManualClock(),
    random: createSeededRandom(),
    log: silentLog,
    events: recordEvents(),
  }
  await expect(openTransport('gsm-modem', { latencyMs: 5 }, context)).rejects.toMatchObject({
    name: 'ZodError',
  })
})

test('A program that takes a modem over leaves the one before without it', async () => {
  const clock = createManualClock()
  const random = createSeededRandom()
  const network = createNetwork({ clock, random })
  const listening = await listenTcp(new ModemEmulator({ network, clock, latencyMs: 0 }))
  const first = recordEvents()
  const second = recordEvents()
  const context = { clock, random, log: silentLog }
  const before = await openTransport(
    'gsm-modem',
    { address: listening.address },
    { ...context, events: first },
  )
  const after = await openTransport(
    'gsm-modem',
    { address: listening.address },
    { ...context, events: second },
  )
  expect(await after.send(outgoing(), () => {})).toEqual({ kind: 'accepted' })
  expect(first.reasons).toHaveLength(1)
  expect(second.reasons).toEqual([])
  await before.close()
  await after.close()
  await listening.close()
})
