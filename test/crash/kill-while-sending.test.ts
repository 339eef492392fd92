import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { listenTcp } from '../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork, type Network } from '../../src/main/engine/transports/simulator/network.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import {
  confirmDelivery,
  countRepeats,
  findContradictions,
  readRows,
  waitUntilOver,
} from '../support/sent-campaign.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

const people = 500
const kills = 50
const latencyMs = 4

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

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
  const id = await confirmDelivery(first.client, { address: modem.address, path, people })
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
  expect(findContradictions(readRows(path), network.journal), because).toEqual([])
}, 120_000)

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
