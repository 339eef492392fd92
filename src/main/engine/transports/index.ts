import { gsmModemLine } from '../../../shared/lines/gsm-modem.ts'
import type { LineKind } from '../../../shared/lines/index.ts'
import { simulatorLine } from '../../../shared/lines/simulator.ts'
import type { Clock, Log, Random } from '../environment.ts'
import { openGsmModem } from './gsm-modem/open-gsm-modem.ts'
import type { OpenSerial } from './gsm-modem/open-serial.ts'
import { openPort } from './gsm-modem/open-port.ts'
import { openSimulator } from './simulator/open-simulator.ts'
import type { LineHealth, Transport, TransportEvents } from './transport.ts'

/** What a transport gets from the engine. */
export interface TransportContext {
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly events: TransportEvents
  /** Opens serial ports where this thread cannot. */
  readonly openSerial?: OpenSerial | undefined
  /** Asked once it is known which modem and SIM are there: whether they are the right ones. */
  readonly accepts?: (health: LineHealth) => boolean
}

type Opener = (stored: Readonly<Record<string, unknown>>, context: TransportContext) => Promise<Transport>

/** One opener for each kind: the compiler names one that is missing. */
const OPENERS: Readonly<Record<LineKind, Opener>> = {
  'gsm-modem': async (stored, context) => {
    const { address, pin, serviceCentre } = gsmModemLine.settings.parse(stored)
    const stream = await openPort(address, context)
    return openGsmModem({ ...context, stream, settings: { pin, serviceCentre } })
  },
  simulator: async (stored, context) =>
    openSimulator({ ...context, settings: simulatorLine.settings.parse(stored) }),
}

/**
 * Opens a line with its stored settings. Rejects with a SendError of a code from `FAILURE_CODES` when it cannot
 * be used until a person changes something, and with a ZodError when the settings are not of that kind.
 */
export function openTransport(
  kind: LineKind,
  settings: Readonly<Record<string, unknown>>,
  context: TransportContext,
): Promise<Transport> {
  return OPENERS[kind](settings, context)
}
