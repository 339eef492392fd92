import { symlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startSimulatedModem } from '../../src/main/engine/simulate.ts'
import { openPty } from '../../src/main/host/open-pty.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { buildEngineChild } from '../support/build-engine-child.ts'
import { startEngineProcess, type EngineProcess } from '../support/engine-process.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import {
  confirmDelivery,
  countRepeats,
  findContradictions,
  patience,
  readRows,
  waitUntilOver,
} from '../support/sent-campaign.ts'
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
    const modem = startSimulatedModem({
      clock: systemClock,
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
    const start = (): EngineProcess => {
      const engine = startEngineProcess(bundle, path)
      onTestFinished(() => engine.kill())
      return engine
    }
    const sent = (): number => modem.journal.messages.length
    const hasSent = async (count: number): Promise<void> => {
      for (let before = sent(); before <= count; before = sent())
        await expect.poll(sent, { ...patience, interval: 5 }).toBeGreaterThan(before)
    }

    const pullOut = await plugIn()
    const first = start()
    const id = await confirmDelivery(first.client, { address, path, people })
    await hasSent(200)
    pullOut()
    await plugIn()
    await hasSent(500)
    await first.kill()
    const second = start()
    const { counts } = await waitUntilOver(second.client, id)
    await second.kill()

    const { journal } = modem
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(people)
    expect(counts.queued + counts.claimed).toBe(0)
    // Each interruption leaves one message of a modem in doubt at most: here that of the cable and that of the kill.
    expect(counts.unknown).toBeLessThanOrEqual(2)
    expect(countRepeats(journal.parts.map(part => `${part.recipient}/${part.index}`))).toEqual([])
    expect(countRepeats(journal.messages.map(({ recipient }) => recipient))).toEqual([])
    expect(findContradictions(readRows(path), journal)).toEqual([])
    expect([...first.errors, ...second.errors].join('')).toBe('')
  }, 300_000)
})
