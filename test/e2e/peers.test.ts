import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { isInstalled, peers } from '../support/peers.ts'
import { startSimulator } from './support/simulator.ts'

const person = '+447700900123'
const waitMs = 60_000

describe('Other programs at the simulated modem', () => {
  test.for(peers)('$name sends a message and receives one', { timeout: 180_000 }, async (peer, { skip }) => {
    if (!isInstalled(peer)) skip(`${peer.name} is not installed`)
    const folder = createTemporaryFolder()
    const device = join(folder, 'modem')
    const simulator = await startSimulator(device, { latencyMs: 1 })
    onTestFinished(() => simulator.stop())
    const arrived: string[] = []
    simulator.onArrival(({ to, text }) => arrived.push(`${to} ${text}`))

    const running = peer.start(join(folder, peer.name), device)
    onTestFinished(() => running.stop())
    await running.send([{ to: person, text: 'Does this reach you?' }])
    await expect.poll(() => arrived, { timeout: waitMs }).toEqual([`${person} Does this reach you?`])

    simulator.say(person, 'It does, thank you')
    await expect
      .poll(() => running.received(), { timeout: waitMs, interval: 500 })
      .toContain('It does, thank you')
  })
})
