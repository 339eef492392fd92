import { duplexPair } from 'node:stream'
import type { SimulatorSettings } from '../../../../shared/lines/simulator.ts'
import type { Clock, Log, Random } from '../../environment.ts'
import { openGsmModem } from '../gsm-modem/open-gsm-modem.ts'
import type { SimulatedPeople, Transport, TransportEvents } from '../transport.ts'
import type { FaultScript } from './faults.ts'
import { ModemEmulator } from './modem-emulator.ts'
import { createNetwork, type Network } from './network.ts'
import { createPopulation } from './people.ts'
import { createPhones } from './phones.ts'

/** What opening a simulator takes. */
export interface SimulatorOptions {
  readonly settings: Pick<SimulatorSettings, 'latencyMs' | 'speed'>
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly events: TransportEvents
  /** One that is shared or watched and that its owner closes; else a new one for this line alone. */
  readonly network?: Network
  readonly faults?: FaultScript
}

/** Opens the emulator's end of a cable with the same code that opens a USB stick's. */
export async function openSimulator(options: SimulatorOptions): Promise<Transport> {
  const { clock, settings, faults } = options
  const { network, people } = createPeople(options)
  const modem = new ModemEmulator({
    network,
    clock,
    latencyMs: settings.latencyMs,
    ...(faults === undefined ? {} : { faults }),
  })
  const [ours, theirs] = duplexPair()
  modem.attach(theirs)
  const transport = await openGsmModem({ ...options, stream: ours, settings: {} })
  const announce = transport.announce?.bind(transport)
  return {
    window: transport.window,
    ...(transport.modem === undefined ? {} : { modem: transport.modem }),
    people,
    send: (message, onPart) => transport.send(message, onPart),
    ...(announce && { announce }),
    async close() {
      await transport.close()
      modem.detach()
      if (options.network === undefined) network.close()
    },
  }
}

/** The people behind a line, with their phones. */
function createPeople({ clock, random, settings, network: shared }: SimulatorOptions): {
  readonly network: Network
  readonly people: SimulatedPeople
} {
  const population = createPopulation()
  const phones = createPhones(clock, population)
  const network =
    shared ??
    createNetwork({
      clock,
      random,
      speed: settings.speed,
      keepsJournal: false,
      population,
      arrived: ({ recipient, text }) => phones.expect(recipient, text).arrive,
      answered: (sender, text) => phones.write(sender, text),
    })
  return {
    network,
    people: {
      phones: () => phones.list(),
      messages: phone => phones.messages(phone),
      change: (phone, kind) => population.change(phone, kind),
      say: (phone, text) => network.say(phone, text),
    },
  }
}
