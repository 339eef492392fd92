import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startSimulator } from '../../test/e2e/support/simulator.ts'
import { isInstalled, peers, type Peer } from '../../test/support/peers.ts'

const minuteMs = 60_000
const latencyMs = 50
/** The slowest takes a second for a message, and six to begin. */
const patienceMs = 90_000

/** Messages a minute of the other programs that are installed here, from the first arrival to the last, at 50 ms each. */
export async function measurePeers(folder: string): Promise<Record<string, number>> {
  const rates: Record<string, number> = {}
  for (const peer of peers.filter(isInstalled)) rates[`${peer.name}50`] = await measure(folder, peer)
  return rates
}

/** Messages a minute; 0 where not all arrived in time. */
async function measure(folder: string, peer: Peer): Promise<number> {
  const place = join(folder, peer.name)
  mkdirSync(place)
  const device = join(place, 'modem')
  const simulator = await startSimulator(device, { latencyMs })
  const running = peer.start(join(place, 'files'), device)
  const times: number[] = []
  const all = new Promise<void>(resolve => {
    simulator.onArrival(({ at }) => {
      times.push(at)
      if (times.length === peer.measured) resolve()
    })
    setTimeout(resolve, patienceMs).unref()
  })
  const messages = Array.from({ length: peer.measured }, (_, index) => ({
    to: `+4477009000${String(index + 10)}`,
    text: `Benchmark message ${index} of thirty`,
  }))
  await running.send(messages)
  await all
  running.stop()
  simulator.stop()
  const [first = 0] = times
  const last = times.at(-1) ?? 0
  return times.length < peer.measured ? 0 : Math.round(((times.length - 1) * minuteMs) / (last - first))
}
