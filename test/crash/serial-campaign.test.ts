import { symlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startSimulatedModem } from '../../src/main/engine/simulate.ts'
import { openPty } from '../../src/main/host/open-pty.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startMortalEngine } from '../support/engine-process.ts'
import { createQuietClock } from '../support/quiet-clock.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { confirmDelivery, expectEachOnce, patience, waitUntilOver } from '../support/sent-campaign.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'

const people = 1000

let bundle: string
beforeAll(async () => (bundle = await buildEngineChild()))

// Windows has no pseudo terminals.
describe.skipIf(process.platform === 'win32')('A campaign through a serial port of the system', () => {
  test('reaches a thousand people once, with the cable pulled and the program killed on the way', async () => {
    const folder = createTemporaryFolder()
    const path = join(folder, 'serial.campanile')
    const address = join(folder, 'modem')
    const clock = createQuietClock(systemClock)
    const modem = startSimulatedModem({
      clock,
      random: createSeededRandom(1),
      latencyMs: 1,
      speed: 10,
      keepsJournal: true,
    })
    onTestFinished(() => modem.close())
    // A name of its own leads to the terminal, which has another each time it is plugged in.
    const plugIn = async (): Promise<() => void> => {
      const { path: terminal, stream } = await openPty()
      rmSync(address, { force: true })
      symlinkSync(terminal, address)
      modem.attach(stream)
      return () => void stream.destroy()
    }
    const sent = (): number => modem.journal.messages.length
    const hasSent = async (count: number): Promise<void> => {
      for (let before = sent(); before <= count; before = sent())
        await expect.poll(sent, { ...patience, interval: 5 }).toBeGreaterThan(before)
    }

    const pullOut = await plugIn()
    const engine = startMortalEngine(bundle, path)
    const id = await confirmDelivery(engine.client, { addresses: [address], path, people })
    await hasSent(200)
    pullOut()
    await plugIn()
    await hasSent(500)
    await engine.restart()
    const over = await waitUntilOver(engine.client, id, clock)
    await engine.kill()

    expect(engine.errors.join('')).toBe('')
    // That of the cable and that of the kill.
    expectEachOnce(over, { people, path, journal: modem.journal, mostUnknown: 2 })
  }, 300_000)
})
