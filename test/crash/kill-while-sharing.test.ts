import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { listenTcp } from '../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import { identityOf } from '../../src/main/engine/transports/simulator/modem-state.ts'
import { createNetwork } from '../../src/main/engine/transports/simulator/network.ts'
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
  const network = createNetwork({ clock: systemClock, random, speed: 10 })
  const listening = await Promise.all(
    Array.from({ length: modems }, (_, index) =>
      listenTcp(new ModemEmulator({ network, clock: systemClock, latencyMs, identity: identityOf(index) })),
    ),
  )
  onTestFinished(async () => {
    network.close()
    for (const each of listening) await each.close()
  })
  const start = (): EngineProcess => {
    const engine = startEngineProcess(bundle, path)
    onTestFinished(() => engine.kill())
    return engine
  }

  let engine = start()
  const [address = '', ...others] = listening.map(each => each.address)
  const id = await confirmDelivery(engine.client, { address, others, path, people })
  for (let kill = 0; kill < kills; kill++) {
    const before = network.journal.parts.length
    const until = systemClock.now() + 10_000
    const parts = 1 + random.integer(40)
    while (network.journal.parts.length < before + parts && systemClock.now() < until) await wait(1)
    await engine.kill()
    engine = start()
  }
  const { counts } = await waitUntilOver(engine.client, id)
  await engine.kill()

  const because = `seed ${seed}`
  expect(
    Object.values(counts).reduce((sum, count) => sum + count, 0),
    because,
  ).toBe(people)
  expect(counts.queued + counts.claimed, because).toBe(0)
  expect(counts.unknown, because).toBeLessThanOrEqual(kills * modems)
  expect(countRepeats(network.journal.parts.map(part => `${part.recipient}/${part.index}`)), because).toEqual(
    [],
  )
  expect(countRepeats(network.journal.messages.map(({ recipient }) => recipient)), because).toEqual([])
  expect(findContradictions(readRows(path), network.journal), because).toEqual([])
}, 180_000)
