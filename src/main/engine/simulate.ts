import type { Duplex } from 'node:stream'
import type { Clock, Random } from './environment.ts'
import { plainFaults, type FaultScript, type SubmitFault } from './transports/simulator/faults.ts'
import { createFastClock } from './transports/simulator/fast-clock.ts'
import { listenTcp, type ListeningModem } from './transports/simulator/listen-tcp.ts'
import { identityOf } from './transports/simulator/modem-state.ts'
import { ModemEmulator } from './transports/simulator/modem-emulator.ts'
import { createPopulation, type PersonRule } from './transports/simulator/people.ts'
import { parseScript, toFault, type SimulatorScript } from './transports/simulator/script.ts'
import { createNetwork, type ArrivedMessage, type Journal } from './transports/simulator/network.ts'

export { parseScript, plainFaults, toFault }
export type { ArrivedMessage, FaultScript, Journal, ListeningModem, SimulatorScript, SubmitFault }

/** What a modem for other programs is made of. */
export interface SimulatedModemOptions {
  readonly clock: Clock
  readonly random: Random
  /** Milliseconds that the network takes to accept a part. */
  readonly latencyMs: number
  /** How much faster than life people are. */
  readonly speed: number
  /** How much faster than life everything goes, with the dates of messages and reports; 1 unless told. */
  readonly clockRate?: number
  /** Who has which number; by their last digits unless told. */
  readonly people?: readonly PersonRule[]
  readonly pin?: string
  readonly faults?: FaultScript
  readonly keepsJournal?: boolean
  /** Which of several it is: each has an IMEI and a SIM of its own. */
  readonly number?: number
  /** Called as a message arrives whole. */
  arrived?(message: ArrivedMessage): void
  /** Called when the cable has come out, by a fault or at the other end. */
  unplugged?(): void
}

/** A modem in software on a network with people, for programs at the other end of a cable. */
export interface SimulatedModem {
  readonly journal: Journal
  /** Plugs a cable in. */
  attach(stream: Duplex): void
  /** Offers it on the loopback interface; 0 chooses a free port. */
  listen(port: number): Promise<ListeningModem>
  /** A person writes to the modem's number. */
  say(sender: string, text: string): void
  close(): void
}

/** Switches a modem on. */
export function startSimulatedModem(options: SimulatedModemOptions): SimulatedModem {
  const { keepsJournal = false, number = 0, clockRate = 1, arrived } = options
  const clock = createFastClock(options.clock, clockRate)
  const network = createNetwork({
    ...options,
    clock,
    keepsJournal,
    population: createPopulation(options.people),
    arrived(message) {
      arrived?.(message)
      return undefined
    },
  })
  const modem = new ModemEmulator({ ...options, clock, network, identity: identityOf(number) })
  return {
    journal: network.journal,
    attach: stream => modem.attach(stream),
    listen: port => listenTcp(modem, port),
    say: (sender, text) => network.say(sender, text),
    close() {
      network.close()
      modem.detach()
    },
  }
}
