import { z } from 'zod'
import { defineLine } from './line-definition.ts'
import { limitsShape } from './line-limits.ts'

/** What a SIM manages on the air, where 2 to 10 seconds go by for each part. */
const PARTS_PER_MINUTE_ON_AIR = 15

const addressSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(address => isSerialPath(address) || isTcpAddress(address))

/** A USB or serial GSM modem, or one that another program offers over TCP. */
export const gsmModemLine = defineLine({
  kind: 'gsm-modem',
  settings: z.object({
    /** A serial path such as `/dev/ttyUSB2`, `COM5` or `\\.\COM12`, or `tcp://host:port`. */
    address: addressSchema,
    /** Tried once at most, so that a wrong one can never block the SIM. */
    pin: z
      .string()
      .regex(/^\d{4,8}$/)
      .optional(),
    ...limitsShape,
    /** For a SIM that has none; international, with the plus. */
    serviceCentre: z
      .string()
      .regex(/^\+?\d{3,20}$/)
      .optional(),
    /** What asks the network for the balance of the SIM, such as `*100#`. */
    balanceCode: z
      .string()
      .regex(/^[*#][\d*#]{1,40}#$/)
      .optional(),
  }),
  secrets: ['pin'],
  capabilities: { deliveryReports: true, inbound: true, senderName: false, simulated: false },
  partsPerMinute: settings =>
    settings.perMinute === 0
      ? PARTS_PER_MINUTE_ON_AIR
      : Math.min(settings.perMinute, PARTS_PER_MINUTE_ON_AIR),
})

/** Settings of a GSM modem line, as stored. */
export type GsmModemSettings = z.output<typeof gsmModemLine.settings>

/**
 * A device on Linux and macOS, which may be reached through a link from anywhere, or a port of Windows; from COM10 on that
 * has a longer form too.
 */
function isSerialPath(address: string): boolean {
  return /^\/[^/\s](\S*[^/\s])?$/.test(address) || /^(\\\\\.\\)?com\d{1,3}$/i.test(address)
}

function isTcpAddress(address: string): boolean {
  const [, port] = /^tcp:\/\/(?:\[[0-9a-f:.]+\]|[^:/\s]+):(\d{1,5})$/i.exec(address) ?? []
  return port !== undefined && Number(port) >= 1 && Number(port) <= 65_535
}
