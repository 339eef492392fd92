import { SendError } from '../../../../shared/errors.ts'
import { codingAs } from '../../../../shared/sms/choose-coding.ts'
import { splitText } from '../../../../shared/sms/split-text.ts'
import type { AcceptedPart, OutgoingMessage, SendOutcome } from '../transport.ts'
import { findInfo, type AtAnswer } from './at/answer.ts'
import type { AtChannel } from './at/at-channel.ts'
import { lineFailure } from './modem-failure.ts'
import { PduError } from './pdu/pdu-error.ts'
import { encodeSubmit, type EncodedPdu } from './pdu/submit.ts'
import { validityWithin } from './pdu/validity.ts'
import { DUPLICATE_CODE, toSendError } from './sms-errors.ts'

/** What the network may legally take to answer: less would make duplicates of slow messages. */
const SUBMIT_TIMEOUT_MS = 120_000
const MINUTE_MS = 60_000

/** How parts are sent. */
export interface SendOptions {
  /** Epoch ms. */
  now(): number
  /** What the first part's PDU waits for, while its command is on its way already. */
  readonly clearance?: Promise<boolean> | undefined
  /** Asked before each part: whether the line is closing and nothing more may leave. */
  isClosing(): boolean
}

/** Sends the parts of a message that are not accepted yet, in order. Never rejects. */
export async function sendMessage(
  channel: AtChannel,
  { message, onPart }: { readonly message: OutgoingMessage; onPart(part: AcceptedPart): void },
  options: SendOptions,
): Promise<SendOutcome> {
  const pdus = encodeParts(message, validityOf(message, options))
  if (pdus instanceof SendError) return { kind: 'refused', error: pdus }
  for (const [position, { hex, length }] of pdus.entries()) {
    const index = position + 1
    if (message.acceptedParts.includes(index)) continue
    if (options.isClosing()) return { kind: 'refused', error: lineFailure('line-closed') }
    const answer = await channel.run({
      text: `AT+CMGS=${length}`,
      pdu: hex,
      expects: '+CMGS:',
      timeoutMs: SUBMIT_TIMEOUT_MS,
      clearance: options.clearance,
    })
    const reference = readReference(answer)
    if (reference === undefined) return toOutcome(answer)
    onPart({ index, of: pdus.length, reference })
  }
  return { kind: 'accepted' }
}

/** What the network still holds when nobody wants it any more, it drops. */
function validityOf({ expiresAt }: OutgoingMessage, { now }: Pick<SendOptions, 'now'>): number | undefined {
  return expiresAt === null ? undefined : validityWithin((expiresAt - now()) / MINUTE_MS)
}

/** All parts at once, so that nothing is computed while the modem keeps the radio link up for the next. */
function encodeParts(
  message: OutgoingMessage,
  validityMinutes: number | undefined,
): EncodedPdu[] | SendError {
  const { recipient, encoding, reference } = message
  const { tables } = codingAs(message.text, encoding)
  const texts = splitText(message.text, { encoding, tables })
  try {
    return texts.map((text, position) =>
      encodeSubmit({
        recipient,
        text,
        encoding,
        tables,
        wantsReport: true,
        ...(validityMinutes === undefined ? {} : { validityMinutes }),
        ...(texts.length > 1 ? { concatenation: { reference, of: texts.length, index: position + 1 } } : {}),
      }),
    )
  } catch (error) {
    if (!(error instanceof PduError)) throw error
    return new SendError('message-not-encodable', { retry: { kind: 'never' }, blame: 'message' })
  }
}

function readReference(answer: AtAnswer): string | undefined {
  return /^\d+/.exec(findInfo(answer, '+CMGS:') ?? '')?.[0]
}

/** What an answer other than acceptance means: once the PDU has left, silence is never a failure. */
function toOutcome(answer: AtAnswer): SendOutcome {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'unknown', reason: 'answer-unreadable' }
    case 'error':
      if (answer.code === DUPLICATE_CODE) return { kind: 'unknown', reason: DUPLICATE_CODE }
      return { kind: 'refused', error: toSendError(answer.code) }
    case 'timeout':
      if (answer.dataSent) return { kind: 'unknown', reason: 'no-answer' }
      return { kind: 'refused', error: lineFailure('modem-no-prompt') }
    case 'closed':
      if (answer.dataSent) return { kind: 'unknown', reason: 'link-lost' }
      return { kind: 'refused', error: lineFailure('line-closed') }
  }
}
