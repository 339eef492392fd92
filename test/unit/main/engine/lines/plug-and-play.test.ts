import { once } from 'node:events'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createLines, type Lines } from '../../../../../src/main/engine/lines/create-lines.ts'
import { openTransport } from '../../../../../src/main/engine/transports/index.ts'
import { createFastClock } from '../../../../../src/main/engine/transports/simulator/fast-clock.ts'
import type { FaultScript } from '../../../../../src/main/engine/transports/simulator/faults.ts'
import { ModemEmulator } from '../../../../../src/main/engine/transports/simulator/modem-emulator.ts'
import { createNetwork } from '../../../../../src/main/engine/transports/simulator/network.ts'
import { openPty } from '../../../../../src/main/host/open-pty.ts'
import { systemClock } from '../../../../../src/main/host/system-clock.ts'
import { createOutboxWorld } from '../../../../support/outbox-world.ts'
import { createTemporaryFolder } from '../../../../support/temporary-folder.ts'
import { createSeededRandom, outgoing } from '../transports/support/environment.ts'

/** A minute of waiting between two tries takes fifteen seconds. */
const clock = createFastClock(systemClock, 4)
/** For a machine that is slow and busy. */
const patiently = { timeout: 60_000, interval: 20 }

/** Terminals of the system with modems behind them, and an engine that opens them with the real binding. */
function createDesk() {
  const network = createNetwork({ clock, random: createSeededRandom(), speed: 1000 })
  const ports: string[] = []
  const world = createOutboxWorld(openTransport)
  const lines = createLines({ ...world.context, clock }, openTransport, async () =>
    ports.map(path => ({ path })),
  )
  onTestFinished(async () => {
    await lines.stop()
    network.close()
  })
  const addPort = async (): Promise<{
    path: string
    stream: Duplex
    pullOut(): void
  }> => {
    const { path, stream } = await openPty()
    ports.push(path)
    const pullOut = (): void => {
      if (ports.includes(path)) ports.splice(ports.indexOf(path), 1)
      stream.destroy()
    }
    onTestFinished(pullOut)
    return { path, stream, pullOut }
  }
  const switchOn = (faults: FaultScript = {}): ModemEmulator =>
    new ModemEmulator({ network, clock, latencyMs: 0, faults })
  return { addPort, lines, network, switchOn }
}

async function addLine(lines: Lines, address: string): Promise<number> {
  const common = { kind: 'gsm-modem', priceMicros: 1, currency: 'EUR', isDefault: false }
  return (await lines.save({ ...common, name: 'Blue stick', settings: { address } })).id
}

// Windows has no pseudo terminals.
describe.skipIf(process.platform === 'win32')('A stick', () => {
  test('with three ports is found at the one that tells of messages, and is ready there', async () => {
    const { addPort, lines, network, switchOn } = createDesk()
    const [diagnosis, data, commands] = [await addPort(), await addPort(), await addPort()]
    // One says nothing, one answers and cannot tell of messages, one can.
    diagnosis.stream.resume()
    switchOn({ answers: { '+CNMI=?': 'ERROR' } }).attach(data.stream)
    switchOn().attach(commands.stream)
    const found = await lines.findModems(false)
    expect(found).toMatchObject([{ address: commands.path, canIndicate: true }])
    const id = await addLine(lines, found[0]?.address ?? '')
    expect(await lines.test(id)).toMatchObject({ state: 'ready', health: { signal: 71 } })
    await lines.transportOf(id)?.send(outgoing(), () => {})
    expect(network.journal.messages).toHaveLength(1)
  }, 90_000)

  test('that a person tries while modems are looked for is not called busy', async () => {
    const { addPort, lines, switchOn } = createDesk()
    const { path, stream } = await addPort()
    const looks = once(stream, 'data')
    const looked = lines.findModems(false)
    await looks
    const tried = lines.tryPort(path)
    switchOn().attach(stream)
    expect(await tried).toMatchObject({ kind: 'modem', modem: { address: path } })
    expect(await looked).toMatchObject([{ address: path }])
  }, 90_000)

  test('that is pulled out and plugged in ten times in a row is opened by itself each time, and sends', async () => {
    const { addPort, lines, network, switchOn } = createDesk()
    const modem = switchOn()
    const address = join(createTemporaryFolder(), 'modem')
    const plugIn = async (): Promise<() => void> => {
      const { path, stream, pullOut } = await addPort()
      rmSync(address, { force: true })
      symlinkSync(path, address)
      modem.attach(stream)
      return pullOut
    }
    let pullOut = await plugIn()
    const id = await addLine(lines, address)
    await lines.test(id)
    for (let time = 1; time <= 10; time++) {
      pullOut()
      await expect.poll(() => lines.get(id).state, patiently).not.toBe('ready')
      pullOut = await plugIn()
      await expect.poll(() => lines.get(id).state, patiently).toBe('ready')
      const outcome = await lines
        .transportOf(id)
        ?.send(outgoing({ recipient: `+4477009000${time}` }), () => {})
      expect(outcome).toEqual({ kind: 'accepted' })
    }
    expect(network.journal.messages).toHaveLength(10)
  }, 180_000)

  test('that loses its power, or is reset, while it says nothing is missed within two looks and opened again', async () => {
    const { addPort, lines, switchOn } = createDesk()
    const { path, stream } = await addPort()
    const modem = switchOn()
    modem.attach(stream)
    const id = await addLine(lines, path)
    await lines.test(id)
    // The port stays, and nobody behind it answers any more: what a suspended or hung stick looks like.
    const { write } = stream
    stream.write = (() => true) as typeof stream.write
    await expect.poll(() => lines.get(id).state, patiently).not.toBe('ready')
    stream.write = write
    await expect.poll(() => lines.get(id).state, patiently).toBe('ready')
  }, 180_000)
})
