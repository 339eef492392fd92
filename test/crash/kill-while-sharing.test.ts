import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine } from '../support/engine-process.ts'
import { confirmDelivery, expectEachOnce, waitUntilOver } from '../support/sent-campaign.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { startWatchedModems } from '../support/watched-modems.ts'

const people = 300
const kills = 12
const modems = 4
const latencyMs = 10

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

test(`${modems} lines that share a send which is killed ${kills} times reach nobody twice`, async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
  const random = createSeededRandom(seed)
  const path = join(createTemporaryFolder(), 'crash.campanile')
  const { network, clock, addresses } = await startWatchedModems(modems, { random, latencyMs })
  const engine = startMortalEngine(bundle, path)
  const id = await confirmDelivery(engine.client, { addresses, path, people })
  for (let kill = 0; kill < kills; kill++) {
    const before = network.journal.parts.length
    const until = systemClock.now() + 10_000
    const parts = 1 + random.integer(40)
    while (network.journal.parts.length < before + parts && systemClock.now() < until) await wait(1)
    await engine.restart()
  }
  const over = await waitUntilOver(engine.client, id, clock)
  await engine.kill()

  const because = `seed ${seed}`
  expect(engine.errors.join(''), because).toBe('')
  const mostUnknown = kills * modems
  expectEachOnce(over, { people, path, journal: network.journal, mostUnknown, because })
}, 180_000)
