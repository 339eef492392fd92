import { isOptOut } from '../../../shared/consent/is-opt-out.ts'
import { suppressSender } from '../consent/suppress-sender.ts'
import type { EngineContext } from '../context.ts'
import { lastDeliveryTo } from '../figures/last-delivery-to.ts'
import { prepared } from './prepared.ts'
import { readSender } from './read-sender.ts'

/** A message that came in over a line. */
export interface InboundMessage {
  readonly lineId: number
  readonly sender: string
  readonly text: string
  readonly sentAt: number
  readonly at: number
}

const findSame = `SELECT id FROM inbound_messages INDEXED BY inbound_messages_by_sender
  WHERE sender = ? AND line_id = ? AND sent_at = ? AND text = ?`

/**
 * Writes down what somebody wrote, as an answer to the delivery that they got last; whoever opts out with it is sent nothing
 * any more. Runs in the caller's transaction.
 * @returns its id; that of the first one where a modem tells the same twice, as it does of what it could not delete any more
 */
export function keepMessage(context: EngineContext, message: InboundMessage): number {
  const { sql } = context.workspace
  const { lineId, text, sentAt, at } = message
  const { number: sender, told } = readSender(sql, message)
  const same = prepared(sql, findSame).pluck().get(sender, lineId, sentAt, text) as number | undefined
  if (same !== undefined) return same
  const deliveryId = lastDeliveryTo(sql, sender)
  const optsOut = isOptOut(text)
  const insert = `INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at, delivery_id, opts_out,
      told_as, read_in, read_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  const { lastInsertRowid } = prepared(sql, insert).run(
    lineId,
    sender,
    text,
    sentAt,
    at,
    deliveryId,
    Number(optsOut),
    told?.number,
    told?.country,
    told?.by,
  )
  const id = Number(lastInsertRowid)
  if (optsOut) suppressSender(context, { phone: sender, text, at, inboundId: id })
  if (deliveryId !== null) context.publish('delivery.answered', { id: deliveryId })
  return id
}
