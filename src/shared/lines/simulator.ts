import { z } from 'zod'
import { senderNameSchema } from '../delivery/content-sender.ts'
import { defineLine } from './line-definition.ts'
import { limitsShape } from './line-limits.ts'

const MS_PER_MINUTE = 60_000
/** What is left when nothing is waited for: encoding, the exchange in memory, the ledger. */
const OWN_WORK_MS = 1

/** A modem emulator inside the program with people who answer, fail and stay silent; nothing really leaves. */
export const simulatorLine = defineLine({
  kind: 'simulator',
  settings: z.object({
    /** Milliseconds that the emulated network takes to accept a part. */
    latencyMs: z.number().int().min(0).max(60_000).default(5),
    ...limitsShape,
    /** The name that messages come from whose delivery has none; else its number. */
    sender: senderNameSchema.optional(),
    /** How much faster than life the simulated people receive and answer. */
    speed: z.number().positive().max(1000).default(1),
  }),
  secrets: [],
  capabilities: { deliveryReports: true, inbound: true, senderName: true, simulated: true },
  partsPerMinute: settings => {
    const possible = MS_PER_MINUTE / (settings.latencyMs + OWN_WORK_MS)
    return settings.perMinute === 0 ? possible : Math.min(settings.perMinute, possible)
  },
})

/** Settings of a simulator line, as stored. */
export type SimulatorSettings = z.output<typeof simulatorLine.settings>
