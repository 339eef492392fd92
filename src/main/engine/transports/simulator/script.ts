import { z } from 'zod'
import { personKinds } from '../../../../shared/lines/person-kind.ts'
import { plainFaults, type FaultScript, type SubmitFault } from './faults.ts'
import type { PersonRule } from './people.ts'

const milliseconds = z.number().int().min(0).max(3_600_000)
const faultSchema = z.union([z.enum(plainFaults), z.string().regex(/^cms-\d{1,3}$/)])

/** What happens at a modem in software and who is on its network, as a file says it. */
export const scriptSchema = z.strictObject({
  /** Who has which number; the first row that matches counts, else the last two digits. */
  people: z
    .array(
      z.strictObject({ numbers: z.string().regex(/^(\*|\*?\+?\d+|\+?\d+\*)$/), is: z.enum(personKinds) }),
    )
    .default([]),
  /** What goes wrong: at the nth message, at every nth, or with messages to one number. */
  faults: z
    .array(
      z.union([
        z.strictObject({ at: z.number().int().min(1), fault: faultSchema }),
        z.strictObject({ every: z.number().int().min(1), fault: faultSchema }),
        z.strictObject({ to: z.string().regex(/^\+\d+$/), fault: faultSchema }),
      ]),
    )
    .default([]),
  /** How long the network takes for a part, the same each time or at random between two. */
  latency: z.union([milliseconds, z.tuple([milliseconds, milliseconds])]).optional(),
  prompt: milliseconds.optional(),
  chunk: z.number().int().min(1).optional(),
  chatter: z.number().int().min(0).max(1_000).optional(),
  sim: z.enum(['ready', 'puk', 'absent']).optional(),
  network: z.enum(['home', 'searching', 'denied']).optional(),
  /** What the modem says to a command instead of what it would say. */
  answers: z.record(z.string().regex(/^\+[A-Z]+\S*$/), z.string()).optional(),
})

/** A script as the emulator takes it. */
export interface SimulatorScript {
  readonly people: readonly PersonRule[]
  readonly faults: FaultScript
}

/**
 * Reads a script.
 * @param json as the file holds it
 * @throws Error that names what is wrong where
 */
export function parseScript(json: string): SimulatorScript {
  const parsed = scriptSchema.safeParse(JSON.parse(json))
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error))
  const { people, faults, latency, prompt, chunk, chatter, sim, network, answers } = parsed.data
  const at = new Map(faults.flatMap(row => ('at' in row ? [[row.at, toFault(row.fault)] as const] : [])))
  const every = faults.flatMap(row => ('every' in row ? [{ n: row.every, fault: toFault(row.fault) }] : []))
  const to = new Map(faults.flatMap(row => ('to' in row ? [[row.to, toFault(row.fault)] as const] : [])))
  return {
    people,
    faults: {
      submit: ordinal => at.get(ordinal) ?? every.find(({ n }) => ordinal % n === 0)?.fault,
      recipient: number => to.get(number),
      ...(latency === undefined
        ? {}
        : { latencyMs: typeof latency === 'number' ? ([latency, latency] as const) : latency }),
      ...(prompt === undefined ? {} : { promptDelayMs: prompt }),
      ...(chunk === undefined ? {} : { chunkSize: chunk }),
      ...(chatter === undefined ? {} : { chatter }),
      ...(sim === undefined ? {} : { sim }),
      ...(network === undefined ? {} : { network }),
      ...(answers === undefined ? {} : { answers }),
    },
  }
}

/** A fault by its name: one of the plain ones, or `cms-` and a number. @throws Error for anything else */
export function toFault(name: string): SubmitFault {
  const known = plainFaults.find(fault => fault === name)
  if (known !== undefined) return known
  const [, number] = /^cms-(\d+)$/.exec(name) ?? []
  if (number === undefined) throw new Error(`${name} is no fault`)
  return { cms: Number(number) }
}
