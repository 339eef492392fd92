import { onTestFinished } from 'vitest'
import type { Random } from '../../src/main/engine/environment.ts'
import { listenTcp } from '../../src/main/engine/transports/simulator/listen-tcp.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import { identityOf } from '../../src/main/engine/transports/simulator/modem-state.ts'
import { createNetwork, type Network } from '../../src/main/engine/transports/simulator/network.ts'
import { systemClock } from '../../src/main/host/system-clock.ts'
import { createQuietClock, type QuietClock } from './quiet-clock.ts'

/** Modems that outlive whoever sends through them, and the network that sees what leaves. */
export interface WatchedModems {
  readonly network: Network
  readonly addresses: readonly string[]
  /** By which people answer. */
  readonly clock: QuietClock
}

/** So many modems at addresses of this machine, until the test is over. */
export async function startWatchedModems(
  count: number,
  { random, latencyMs }: { readonly random: Random; readonly latencyMs: number },
): Promise<WatchedModems> {
  const clock = createQuietClock(systemClock)
  const network = createNetwork({ clock, random, speed: 10 })
  const listening = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      listenTcp(new ModemEmulator({ network, clock: systemClock, latencyMs, identity: identityOf(index) })),
    ),
  )
  onTestFinished(async () => {
    network.close()
    for (const modem of listening) await modem.close()
  })
  return { network, clock, addresses: listening.map(({ address }) => address) }
}
