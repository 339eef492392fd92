import { duplexPair } from 'node:stream'
import { onTestFinished } from 'vitest'
import { SendError } from '../../src/shared/errors.ts'
import type { OpenTransport } from '../../src/main/engine/lines/create-lines.ts'
import { openGsmModem } from '../../src/main/engine/transports/gsm-modem/open-gsm-modem.ts'
import type { FaultScript } from '../../src/main/engine/transports/simulator/faults.ts'
import { ModemEmulator } from '../../src/main/engine/transports/simulator/modem-emulator.ts'
import { identityOf, type ModemIdentity } from '../../src/main/engine/transports/simulator/modem-state.ts'
import { createNetwork, type Network } from '../../src/main/engine/transports/simulator/network.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createOutboxWorld, type OutboxWorld } from './outbox-world.ts'
import { createSeededRandom } from './seeded-random.ts'

/** Modems in software behind streams, each with a SIM and a network of its own that bills what it takes. */
export interface ModemPool extends OutboxWorld {
  readonly ids: readonly number[]
  /** Puts a stick into a port; one that was there is pulled out. @returns the network that its SIM is in */
  plug(port: number, identity: ModemIdentity, faults?: FaultScript): Network
  /** Whom each SIM was billed for, in order, by number of port. */
  billed(port: number): string[]
  /** Whom the ledger says that each line has texted. */
  entered(port: number): string[]
}

interface Stick {
  readonly modem: ModemEmulator
  readonly network: Network
}

/** So many modems with a line each; `limits` go into the settings of every line. */
export async function createModemPool(
  count: number,
  { limits = {}, faults = [] }: { limits?: object; faults?: readonly (FaultScript | undefined)[] } = {},
): Promise<ModemPool> {
  const clock = createFakeClock()
  const sticks = new Map<string, Stick>()
  const open: OpenTransport = async (_kind, settings, context) => {
    const stick = sticks.get(String(settings['address']))
    if (!stick) throw new SendError('port-missing', { retry: { kind: 'later' }, blame: 'config' })
    const [ours, theirs] = duplexPair()
    stick.modem.attach(theirs)
    return openGsmModem({ ...context, stream: ours, settings: {} })
  }
  const world = createOutboxWorld(open, undefined, clock)
  const plug = (port: number, identity: ModemIdentity, script?: FaultScript): Network => {
    sticks.get(addressOf(port))?.modem.detach()
    const stick = createStick(clock, identity, script)
    sticks.set(addressOf(port), stick)
    return stick.network
  }
  const ids: number[] = []
  for (let port = 0; port < count; port++) {
    plug(port, identityOf(port), faults[port])
    ids.push(await world.addLine({ address: addressOf(port), ...limits }, 'gsm-modem'))
  }
  const byLine = world.context.workspace.sql
    .prepare(
      'SELECT recipient FROM messages WHERE line_id = ? AND accepted_at IS NOT NULL ORDER BY recipient',
    )
    .pluck()
  return {
    ...world,
    ids,
    plug,
    billed: port => {
      const journal = sticks.get(addressOf(port))?.network.journal
      return (journal?.messages ?? []).map(({ recipient }) => recipient).toSorted()
    },
    entered: port => byLine.all(ids[port]) as string[],
  }
}

function addressOf(port: number): string {
  return `COM${port + 1}`
}

function createStick(clock: FakeClock, identity: ModemIdentity, faults?: FaultScript): Stick {
  const network = createNetwork({ clock, random: createSeededRandom() })
  onTestFinished(() => network.close())
  const modem = new ModemEmulator({ network, clock, latencyMs: 40, identity, ...(faults && { faults }) })
  return { modem, network }
}
