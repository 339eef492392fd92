import { SendError } from '../../../shared/errors.ts'
import type { FailureCode } from '../../../shared/lines/failure-codes.ts'
import type { EngineContext } from '../context.ts'
import type { ProbedModem } from '../transports/gsm-modem/probe-port.ts'
import type { LineHealth, Transport } from '../transports/transport.ts'
import { findLineOfModem, isSameSim, keepKnownSim, readKnownSim } from './known-sim.ts'

/** After these the modem may be at another port: systems number ports in the order in which sticks come. */
const mayHaveMoved: ReadonlySet<string> = new Set<FailureCode>([
  'port-missing',
  'modem-silent',
  'modem-other-sim',
])

/** What opening takes. */
export interface KnownModemOptions {
  readonly lineId: number
  readonly address: string
  /** Opens the modem at an address unless it is another than expected; `accepts` is asked before anything is read from it. */
  open(address: string, accepts: (health: LineHealth) => boolean): Promise<Transport>
  /** The modem answers at another address now. */
  moved(address: string): void
  /** Modems at ports that no line holds. */
  find(): Promise<readonly ProbedModem[]>
}

/**
 * Opens a modem and makes sure that it is the one with the line's own SIM; looks for it at the other ports when it is not
 * where it was. The first one ever opened becomes the line's own.
 * @throws SendError `modem-other-sim`, `modem-taken` where it is another line's, at a further port of the same stick, and what
 *   `open` throws
 */
export async function openKnownModem(context: EngineContext, options: KnownModemOptions): Promise<Transport> {
  const { lineId, address, find, moved, open } = options
  const { sql } = context.workspace
  const known = readKnownSim(sql, lineId)
  const accepts = (health: LineHealth): boolean => {
    if (known !== undefined && !isSameSim(known, health)) return false
    const holder = findLineOfModem(sql, { lineId, found: health })
    if (holder) throw takenBy(holder.name)
    // The stick may be another one than last time, with the same SIM.
    const isNew = known?.imsi === undefined || known.imei !== health.imei
    if (health.imsi !== undefined && isNew) keepKnownSim(sql, lineId, health)
    return true
  }
  try {
    return await open(address, accepts)
  } catch (error) {
    const isLost = error instanceof SendError && mayHaveMoved.has(error.code)
    if (!isLost || known?.imsi === undefined) throw error
    const found = await find()
    const own = found.find(({ identity }) => identity.imsi === known.imsi)
    if (own === undefined) throw error
    const transport = await open(own.address, accepts)
    moved(own.address)
    return transport
  }
}

/** Not tried again by itself: opening a further port may disturb the line that is at work at the first. */
function takenBy(line: string): SendError {
  const code: FailureCode = 'modem-taken'
  return new SendError(code, { retry: { kind: 'never' }, blame: 'config' }, { line })
}
