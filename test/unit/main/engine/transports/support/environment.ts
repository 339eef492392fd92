import type { Log, Random } from '../../../../../../src/main/engine/environment.ts'
import type {
  LineHealth,
  OutgoingMessage,
  TransportEvents,
  TransportInbound,
  TransportReceipt,
} from '../../../../../../src/main/engine/transports/transport.ts'

/** Chance that repeats itself. */
export function createSeededRandom(seed = 1): Random {
  let state = seed
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return { next, integer: below => Math.floor(next() * below) }
}

/** A log that nobody reads. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Events that remember what they were told, in one order. */
export function recordEvents(): TransportEvents & {
  readonly receipts: TransportReceipt[]
  readonly messages: TransportInbound[]
  readonly healths: LineHealth[]
  readonly reasons: string[]
} {
  const receipts: TransportReceipt[] = []
  const messages: TransportInbound[] = []
  const healths: LineHealth[] = []
  const reasons: string[] = []
  return {
    receipts,
    messages: messages,
    healths,
    reasons,
    receipt: receipt => receipts.push(receipt),
    inbound: message => messages.push(message),
    health: health => healths.push(health),
    closed: reason => reasons.push(reason),
  }
}

/** A message with everything that a test does not care about. */
export function outgoing(fields: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    messageId: 1,
    recipient: '+447700900001',
    text: 'Hello',
    encoding: 'gsm7',
    reference: 7,
    acceptedParts: [],
    expiresAt: null,
    ...fields,
  }
}
