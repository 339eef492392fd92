import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { listenTcp } from '../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import {
  createNetwork,
  type Network,
  type Subscriber,
} from '../../src/main/engine/transports/simulator/network.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine } from '../support/engine-process.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

const sender = '+447700900123'
const texts = ['I cannot come ', 'today, please ', 'move it to Friday']

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

test('a long answer is whole although the program is killed after each of its parts', async () => {
  const path = join(createTemporaryFolder(), 'answers.campanile')
  const { address, hear } = await switchOnModem()
  const engine = startMortalEngine(bundle, path)
  const stick = { name: 'Stick', kind: 'gsm-modem', settings: { address }, isDefault: true }
  const { id } = await engine.client.call('lines.save', { ...stick, priceMicros: 1, currency: 'EUR' })
  await engine.client.call('lines.test', { id })
  for (const [index, text] of texts.entries()) {
    hear(text, index + 1)
    await expect.poll(() => count(path, 'inbound_parts'), { timeout: 20_000 }).toBe(index + 1)
    await engine.restart()
    // A line on which the rest of a message is awaited is opened by itself.
    if (index + 1 === texts.length) break
    await expect
      .poll(async () => (await engine.client.call('lines.get', { id })).state, { timeout: 20_000 })
      .toBe('ready')
  }
  await engine.kill()
  const sql = new Sqlite(path, { readonly: true })
  onTestFinished(() => void sql.close())
  expect(sql.prepare('SELECT sender, text FROM inbound_messages').all()).toEqual([
    { sender, text: texts.join('') },
  ])
}, 120_000)

/** A modem that is told part after part of one message. */
async function switchOnModem(): Promise<{ address: string; hear(text: string, index: number): void }> {
  const inner = createNetwork({ clock: systemClock, random: createSeededRandom(1) })
  let subscriber: Subscriber | undefined
  const network: Network = {
    ...inner,
    join(joining) {
      subscriber = joining
      return inner.join(joining)
    },
  }
  const modem = await listenTcp(new ModemEmulator({ network, clock: systemClock, latencyMs: 0 }))
  onTestFinished(async () => {
    inner.close()
    await modem.close()
  })
  return {
    address: modem.address,
    hear: (text, index) =>
      subscriber?.receive({
        sender,
        text,
        encoding: 'gsm7',
        sentAt: Date.UTC(2026, 0, 5, 9),
        concatenation: { reference: 7, of: texts.length, index },
      }),
  }
}

function count(path: string, table: string): number {
  const sql = new Sqlite(path, { readonly: true })
  try {
    return Number(sql.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  } finally {
    sql.close()
  }
}
