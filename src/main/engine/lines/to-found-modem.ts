import type { FoundModem } from '../../../shared/contract/lines.ts'
import type { ProbedModem } from '../transports/gsm-modem/probe-port.ts'

/** A modem that answered, as a window is told of it. */
export function toFoundModem({ address, identity, needsPin }: ProbedModem): FoundModem {
  return {
    address,
    name: [identity.manufacturer, identity.model].filter(word => word !== undefined).join(' '),
    imei: identity.imei ?? null,
    imsi: identity.imsi ?? null,
    needsPin,
  }
}
