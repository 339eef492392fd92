import { z } from 'zod'
import { personKinds } from '../lines/person-kind.ts'
import { portCauses, portSteps } from '../lines/port-advice.ts'
import { priceListSchema } from '../lines/price-list.ts'
import { call, done, id, nothing } from './feature.ts'

/** What a line is doing now. */
export const lineStates = ['closed', 'opening', 'ready', 'sending', 'broken'] as const
export type LineState = (typeof lineStates)[number]

export const lineSchema = priceListSchema.extend({
  id,
  name: z.string(),
  kind: z.string(),
  /** Those of its kind, without what is secret. */
  settings: z.record(z.string(), z.unknown()),
  /** Names of the secret settings that are stored, e.g. `pin`; their values never leave the engine. */
  secrets: z.array(z.string()),
  currency: z.string().length(3),
  isDefault: z.boolean(),
  state: z.enum(lineStates),
  /** Why it is broken, as an error code with data. */
  trouble: z
    .object({ code: z.string(), data: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  health: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
})
export type Line = z.infer<typeof lineSchema>

/** A modem that answered at a port that no line holds. */
const foundModemSchema = z.object({
  address: z.string(),
  name: z.string(),
  imei: z.string().nullable(),
  imsi: z.string().nullable(),
  needsPin: z.boolean(),
})
export type FoundModem = z.infer<typeof foundModemSchema>

/** Why a port does not open, and what to do about it. */
const portAdviceSchema = z.object({
  cause: z.enum(portCauses),
  steps: z.array(z.enum(portSteps)).readonly(),
  values: z.record(z.string(), z.string()),
  command: z.string().nullable(),
})

const balanceSchema = z.object({ at: z.number().int(), text: z.string(), amount: z.string().nullable() })
export type LineBalance = z.infer<typeof balanceSchema>

const lineRecordSchema = z.object({
  /** Signal in percent, oldest first. */
  samples: z.array(z.object({ at: z.number().int(), signal: z.number() })),
  counts: z.object({
    accepted: z.number().int(),
    refused: z.number().int(),
    unknown: z.number().int(),
    receipts: z.number().int(),
    inbound: z.number().int(),
  }),
  balance: balanceSchema.nullable(),
  /** Parts that its SIM has sent today and this month, and what is under way. */
  usage: z.object({ day: z.number().int(), month: z.number().int() }),
  /** Since when the answer to a message is awaited, epoch ms; null while none is under way. */
  awaitsSince: z.number().int().nullable(),
})
export type LineRecordView = z.infer<typeof lineRecordSchema>

const exchangeSchema = z.object({
  at: z.number().int(),
  direction: z.enum(['sent', 'received']),
  text: z.string(),
})
export type Exchange = z.infer<typeof exchangeSchema>

const phoneMessageSchema = z.object({
  at: z.number().int(),
  by: z.enum(['line', 'person']),
  text: z.string(),
  /** Whether the phone has it. */
  isThere: z.boolean(),
})
export type PhoneMessageView = z.infer<typeof phoneMessageSchema>

const phoneSchema = z.object({
  phone: z.string(),
  person: z.enum(personKinds),
  count: z.number().int(),
  last: phoneMessageSchema,
})
export type PhoneView = z.infer<typeof phoneSchema>

export const lineCalls = {
  'lines.list': call(nothing, z.array(lineSchema)),
  'lines.get': call(z.object({ id }), lineSchema),
  /**
   * Creates without an id. The settings are checked by the kind's own schema. A secret that is absent stays as it is
   * stored; null removes it.
   */
  'lines.save': call(
    priceListSchema.extend({
      id: id.optional(),
      name: z.string().trim().min(1).max(200),
      kind: z.string().max(64),
      settings: z.record(z.string(), z.unknown()),
      currency: z.string().regex(/^[A-Z]{3}$/),
      isDefault: z.boolean(),
    }),
    lineSchema,
  ),
  /**
   * Refused while a delivery uses it. When the default goes there is none, unless `newDefaultId` names the next one.
   */
  'lines.remove': call(z.object({ id, newDefaultId: id.optional() }), done),
  /** Opens it (if closed) and answers with what it tells of itself. */
  'lines.test': call(z.object({ id }), lineSchema),
  /**
   * Asks at the ports that no line holds, up to some ten seconds; a port that was asked before and is still there only when
   * told so.
   */
  'lines.discover': call(z.object({ again: z.boolean() }), z.array(foundModemSchema)),
  /** Asks at one port who is there, changing nothing, up to some ten seconds. A line's own port is refused. */
  'lines.tryPort': call(
    z.object({ address: z.string().trim().min(1).max(500) }),
    z.discriminatedUnion('kind', [
      /** `line`: the one that this modem already is, at another of its ports. */
      z.object({ kind: z.literal('modem'), modem: foundModemSchema, line: z.string().nullable() }),
      z.object({ kind: z.literal('trouble'), code: z.string(), advice: portAdviceSchema.nullable() }),
    ]),
  ),
  /** Why the line does not open and what to do about it on this machine; null where the port is not the reason. */
  'lines.explain': call(z.object({ id }), portAdviceSchema.nullable()),
  /** The modem that is there now is the line's own from here on; opens it. */
  'lines.acceptSim': call(z.object({ id }), lineSchema),
  /** What the line did since the program was started. */
  'lines.record': call(z.object({ id }), lineRecordSchema),
  /** What was said between the program and the modem; without numbers and texts of people unless they are asked for. */
  'lines.log': call(z.object({ id, reveals: z.boolean() }), z.array(exchangeSchema)),
  /** Runs a command that a person typed, while nothing is being sent. Commands that send, lock or dial are refused. */
  'lines.command': call(z.object({ id, text: z.string().trim().min(2).max(200) }), z.array(z.string())),
  /** Asks the network by the line's own balance code, and keeps the answer. */
  'lines.askBalance': call(z.object({ id }), balanceSchema),
  /** The phones behind a simulator, newest message first, with the last message of each. */
  'lines.phones': call(z.object({ id }), z.array(phoneSchema)),
  /** What is on one of them, oldest first. */
  'lines.phone': call(z.object({ id, phone: z.string().max(30) }), z.array(phoneMessageSchema)),
  /** Makes the person of a phone another kind of person for all messages to come. */
  'lines.changePerson': call(z.object({ id, phone: z.string().max(30), person: z.enum(personKinds) }), done),
  /** A simulated person writes to the line. */
  'lines.answerAs': call(
    z.object({ id, phone: z.string().max(30), text: z.string().trim().min(1).max(1000) }),
    done,
  ),
  /** Sends one message outside of any delivery, e.g. to a phone on the desk. */
  'lines.sendTest': call(
    z.object({ id, phone: z.string().max(50), text: z.string().min(1).max(500) }),
    z.object({ outcome: z.enum(['accepted', 'refused', 'unknown']), code: z.string().nullable() }),
  ),
} as const

export const linePushes = { 'line.changed': z.object({ id }) } as const
