import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Network } from '../../src/main/engine/transports/simulator/network.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine } from '../support/engine-process.ts'
import { confirmDelivery, expectEachOnce, waitUntilOver } from '../support/sent-campaign.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { startWatchedModems } from '../support/watched-modems.ts'

const people = 500
const kills = 50
const latencyMs = 4

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

test(`a send that is killed ${kills} times reaches everybody once or says that it does not know`, async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
  const random = createSeededRandom(seed)
  const path = join(createTemporaryFolder(), 'crash.campanile')
  const { network, clock, addresses } = await startWatchedModems(1, { random, latencyMs })
  const engine = startMortalEngine(bundle, path)
  const id = await confirmDelivery(engine.client, { addresses, path, people })
  for (let kill = 0; kill < kills; kill++) {
    await waitForRandomMoment(network, random)
    await engine.restart()
  }
  const sentBeforeLastKill = network.journal.messages.length
  const over = await waitUntilOver(engine.client, id, clock)
  await engine.kill()

  const because = `seed ${seed}`
  expect(engine.errors.join(''), because).toBe('')
  expect(sentBeforeLastKill, because).toBeLessThan(network.journal.messages.length)
  expect(over.preparation?.toDeliver, because).toBe(people)
  expectEachOnce(over, { people, path, journal: network.journal, mostUnknown: kills, because })
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
