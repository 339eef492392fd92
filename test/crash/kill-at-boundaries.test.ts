import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Network } from '../../src/main/engine/transports/simulator/network.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import type { CampanileClient } from '../../src/shared/contract/index.ts'
import type { DeliverySettings } from '../../src/shared/delivery/delivery-settings.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine } from '../support/engine-process.ts'
import type { QuietClock } from '../support/quiet-clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { confirmDelivery, expectEachOnce, waitUntilOver } from '../support/sent-campaign.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { startWatchedModems } from '../support/watched-modems.ts'

const people = 60
/** The engine's clock goes so much faster: a minute is three seconds. */
const speed = 20
const minuteMs = 60_000
const latencyMs = 4
const priceMicros = 50_000
const kills = 6

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

/** An engine that is killed and started again on one workspace, and the network that sees what leaves it. */
interface Campaign {
  readonly path: string
  readonly network: Network
  /** By which people answer. */
  readonly clock: QuietClock
  readonly because: string
  readonly random: { integer(below: number): number }
  /** What the clock of the engine shows. */
  now(): number
  client(): CampanileClient
  send(settings: Partial<DeliverySettings>): Promise<number>
  /** Waits until a query about the workspace gives 1, and kills at that moment. */
  killWhen(query: string): Promise<void>
  kill(): Promise<void>
  /** How often it was killed. */
  killed(): number
}

async function createCampaign(): Promise<Campaign> {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
  const random = createSeededRandom(seed)
  const path = join(createTemporaryFolder(), 'crash.campanile')
  const { network, clock, addresses } = await startWatchedModems(1, { random, latencyMs })
  const since = systemClock.now()
  const engine = startMortalEngine(bundle, path, [String(speed), String(since)])
  let killed = 0
  async function kill(): Promise<void> {
    killed += 1
    await engine.restart()
    expect(engine.errors.join(''), `seed ${seed}`).toBe('')
  }
  return {
    path,
    network,
    clock,
    random,
    because: `seed ${seed}`,
    now: () => since + (systemClock.now() - since) * speed,
    client: () => engine.client,
    send: settings => confirmDelivery(engine.client, { addresses, path, people, settings }),
    killed: () => killed,
    kill,
    async killWhen(query) {
      const sql = new Sqlite(path, { readonly: true })
      const read = sql.prepare(query).pluck()
      await expect.poll(() => read.get(), { interval: 1, timeout: 60_000 }).toBe(1)
      sql.close()
      await kill()
    },
  }
}

/** Kills some more while messages leave, each at a moment that nobody chose. */
async function killAtRandom({ kill, network, random }: Campaign): Promise<void> {
  for (let count = 0; count < kills; count += 1) {
    const before = network.journal.parts.length
    const until = systemClock.now() + 500
    while (network.journal.parts.length === before && systemClock.now() < until) await wait(1)
    await wait(random.integer(3 * latencyMs))
    await kill()
  }
}

/** Lets it end, and expects that everybody was reached once. */
async function expectAllOnce(campaign: Campaign, id: number): Promise<void> {
  const { path, network, because } = campaign
  const over = await waitUntilOver(campaign.client(), id, campaign.clock)
  const mostUnknown = campaign.killed()
  await campaign.kill()
  expectEachOnce(over, { people, path, journal: network.journal, mostUnknown, because })
}

/** How many messages each wave has let go. */
function readWaves(path: string): unknown[] {
  const sql = new Sqlite(path, { readonly: true })
  const waves = sql.prepare('SELECT messages FROM delivery_waves ORDER BY wave').pluck().all()
  sql.close()
  return waves
}

test('a delivery that is killed as its time comes begins once, and reaches everybody once', async () => {
  const campaign = await createCampaign()
  const at = new Date(campaign.now() + 5 * minuteMs).toISOString()
  const start = { kind: 'at', day: at.slice(0, 10), time: at.slice(11, 16), timeZone: 'UTC' } as const
  const id = await campaign.send({ timing: { start } })
  const startsAt = Date.parse(`${at.slice(0, 16)}:00Z`)
  expect(campaign.network.journal.parts.length === 0 || campaign.now() >= startsAt).toBe(true)
  await campaign.killWhen("SELECT state <> 'scheduled' FROM deliveries")
  await killAtRandom(campaign)
  await expectAllOnce(campaign, id)
})

test('a program that is off at the time of a delivery begins it once it runs again', async () => {
  const campaign = await createCampaign()
  const at = new Date(campaign.now() + 5 * minuteMs).toISOString()
  const start = { kind: 'at', day: at.slice(0, 10), time: at.slice(11, 16), timeZone: 'UTC' } as const
  const id = await campaign.send({ timing: { start } })
  // Killed again and again before its time and over it.
  while (campaign.now() < Date.parse(`${at.slice(0, 16)}:00Z`) + minuteMs / 2) await campaign.kill()
  await expectAllOnce(campaign, id)
})

test('waves that are killed as they begin stay as large as they were, and reach everybody once', async () => {
  const campaign = await createCampaign()
  const size = { of: 'count', messages: 20 } as const
  const every = { amount: 2, unit: 'minutes' } as const
  const id = await campaign.send({ timing: { spread: { kind: 'waves', size, every } } })
  for (let wave = 1; wave < 3; wave += 1) {
    await campaign.killWhen(`SELECT count(*) > ${wave} FROM delivery_waves`)
    await killAtRandom(campaign)
    const { journal } = campaign.network
    const sent = new Set(journal.parts.map(({ recipient }) => recipient)).size
    const begun = readWaves(campaign.path).length
    expect(sent, campaign.because).toBeLessThanOrEqual(begun * size.messages)
  }
  await expectAllOnce(campaign, id)
  expect(readWaves(campaign.path), campaign.because).toEqual([20, 20, 20])
})

test('a budget that is used up in the middle of a kill is never exceeded, and what it held back leaves once', async () => {
  const campaign = await createCampaign()
  const parts = 40
  const dayMicros = parts * priceMicros
  await campaign.client().call('workspace.configure', { budget: { dayMicros, monthMicros: null } })
  const id = await campaign.send({})
  const query = `SELECT coalesce(sum(micros), 0) >= ${dayMicros - 4 * priceMicros} FROM spending`
  await campaign.killWhen(query)
  await killAtRandom(campaign)
  const read = async (): Promise<string> => (await campaign.client().call('deliveries.get', { id })).state
  await expect.poll(read, { timeout: 60_000 }).toBe('paused')
  expect(campaign.network.journal.parts.length, campaign.because).toBeLessThanOrEqual(parts)

  await campaign.client().call('workspace.configure', { budget: { dayMicros: null, monthMicros: null } })
  await campaign.client().call('deliveries.resume', { id })
  await killAtRandom(campaign)
  await expectAllOnce(campaign, id)
})
