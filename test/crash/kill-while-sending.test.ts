import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { listenTcp } from '../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork, type Network } from '../../src/main/engine/transports/simulator/network.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import type { CampanileClient } from '../../src/shared/contract/index.ts'
import type { Delivery } from '../../src/shared/contract/deliveries.ts'
import type { MessageState } from '../../src/shared/lifecycles/message.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { drawWorkflow } from '../support/draw-workflow.ts'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

const people = 500
const kills = 50
/** Texts of one, two and three parts. */
const text = '{{ first_name }}'
const lengths = [20, 200, 400]
const latencyMs = 4

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

interface Row {
  readonly recipient: string
  readonly parts: number
  readonly state: MessageState
}

test(`a send that is killed ${kills} times reaches everybody once or says that it does not know`, async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
  const random = createSeededRandom(seed)
  const path = join(createTemporaryFolder(), 'crash.campanile')
  const network = createNetwork({ clock: systemClock, random, speed: 10 })
  const modem = await listenTcp(new ModemEmulator({ network, clock: systemClock, latencyMs }))
  onTestFinished(async () => {
    network.close()
    await modem.close()
  })
  const errors: string[] = []
  const start = (): EngineProcess => {
    const engine = startEngineProcess(bundle, path)
    onTestFinished(() => engine.kill())
    return engine
  }

  const first = start()
  const id = await confirmDelivery(first.client, { address: modem.address, path })
  let engine = first
  for (let kill = 0; kill < kills; kill++) {
    await waitForRandomMoment(network, random)
    await engine.kill()
    errors.push(...engine.errors)
    engine = start()
  }
  const sentBeforeLastKill = network.journal.messages.length
  const over = await waitUntilOver(engine.client, id)
  await engine.kill()

  const because = `seed ${seed}`
  expect(errors.join(''), because).toBe('')
  expect(sentBeforeLastKill, because).toBeLessThan(network.journal.messages.length)
  const { counts, preparation } = over
  expect(preparation?.toDeliver, because).toBe(people)
  expect(
    Object.values(counts).reduce((sum, count) => sum + count, 0),
    because,
  ).toBe(people)
  expect(counts.queued + counts.claimed, because).toBe(0)
  expect(counts.unknown, because).toBeLessThanOrEqual(kills)
  expect(countRepeats(network.journal.parts.map(part => `${part.recipient}/${part.index}`)), because).toEqual(
    [],
  )
  expect(countRepeats(network.journal.messages.map(({ recipient }) => recipient)), because).toEqual([])
  expect(findContradictions(readRows(path), network), because).toEqual([])
}, 120_000)

async function confirmDelivery(
  client: CampanileClient,
  { address, path }: { readonly address: string; readonly path: string },
): Promise<number> {
  const price = { priceMicros: 50_000, currency: 'EUR' }
  await client.call('lines.save', {
    name: 'Modem',
    kind: 'gsm-modem',
    settings: { address },
    isDefault: true,
    ...price,
  })
  addPeople(path)
  const workflow = await client.call('workflows.create', { name: 'Crash', document: drawWorkflow(text) })
  await client.call('workflows.start', { id: workflow.id })
  const find = async (): Promise<Delivery | undefined> => (await client.call('deliveries.list', {}))[0]
  await expect.poll(async () => (await find())?.state, { timeout: 20_000 }).toBe('ready')
  const { id, preparation } = (await find()) ?? expect.fail('no delivery')
  await client.call('deliveries.confirm', {
    id,
    digest: preparation?.digest ?? '',
    typedCount: preparation?.toDeliver ?? 0,
  })
  return id
}

function addPeople(path: string): void {
  const sql = new Sqlite(path)
  const insert = sql.prepare(
    `INSERT INTO people (phone, phone_input, phone_type, country, first_name, created_at, updated_at)
     VALUES (@phone, @phone, 'mobile', 'GB', @name, 0, 0)`,
  )
  sql.transaction(() => {
    for (let index = 0; index < people; index++) {
      const name = 'x'.repeat(lengths[index % lengths.length] ?? 20)
      insert.run({ phone: `+447700${900_000 + index}`, name })
    }
  })()
  sql.close()
}

/** Mostly while messages leave, now and then while the program is still starting. */
async function waitForRandomMoment(
  network: Network,
  random: { integer(below: number): number },
): Promise<void> {
  if (random.integer(8) === 0) {
    await wait(random.integer(500))
    return
  }
  const before = network.journal.parts.length
  const parts = 1 + random.integer(16)
  const until = systemClock.now() + 5_000
  while (network.journal.parts.length < before + parts && systemClock.now() < until) await wait(1)
  await wait(random.integer(3 * latencyMs))
}

async function waitUntilOver(client: CampanileClient, id: number): Promise<Delivery> {
  const read = (): Promise<Delivery> => client.call('deliveries.get', { id })
  await expect.poll(async () => (await read()).state, { timeout: 60_000 }).toBe('finished')
  // The last receipts are on their way for as long as people are slow.
  await wait(1_000)
  return read()
}

function readRows(path: string): Row[] {
  const sql = new Sqlite(path, { readonly: true })
  expect(sql.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(sql.pragma('foreign_key_check')).toEqual([])
  const rows = sql.prepare('SELECT recipient, parts, state FROM messages').all() as Row[]
  sql.close()
  return rows
}

function countRepeats(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter(name => seen.has(name) || !seen.add(name))
}

/** Messages whose state does not fit what the network has seen of them. */
function findContradictions(rows: readonly Row[], { journal }: Network): string[] {
  const whole = new Set(journal.messages.map(({ recipient }) => recipient))
  const touched = new Set(journal.parts.map(({ recipient }) => recipient))
  const fits: Partial<Record<MessageState, (recipient: string) => boolean>> = {
    accepted: recipient => whole.has(recipient),
    delivered: recipient => whole.has(recipient),
    // One part that failed is enough, also where the others never left.
    undelivered: recipient => touched.has(recipient),
    failed: recipient => !touched.has(recipient),
    unknown: () => true,
  }
  return rows
    .filter(({ recipient, state }) => !fits[state]?.(recipient))
    .map(({ recipient, state }) => `${recipient} is ${state}, in part there: ${touched.has(recipient)}`)
}
