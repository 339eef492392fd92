import { isOptOut } from '../../../shared/consent/is-opt-out.ts'
import { suppressSender } from '../consent/suppress-sender.ts'
import type { EngineContext } from '../context.ts'
import { lastDeliveryTo } from '../figures/last-delivery-to.ts'
import { prepared } from './prepared.ts'

/** A message that came in over a line. */
export interface InboundMessage {
  readonly lineId: number
  readonly sender: string
  readonly text: string
  readonly sentAt: number
  readonly at: number
}

/**
 * Writes down what somebody wrote, as an answer to the delivery that they got last; whoever opts out with it is sent nothing
 * any more. Runs in the caller's transaction.
 */
export function keepMessage(context: EngineContext, message: InboundMessage): void {
  const { sql } = context.workspace
  const { lineId, sender, text, sentAt, at } = message
  const deliveryId = lastDeliveryTo(sql, sender)
  const optsOut = isOptOut(text)
  const insert = `INSERT INTO inbound_messages (line_id, sender, text, sent_at, received_at, delivery_id, opts_out)
    VALUES (?, ?, ?, ?, ?, ?, ?)`
  const { lastInsertRowid } = prepared(sql, insert).run(
    lineId,
    sender,
    text,
    sentAt,
    at,
    deliveryId,
    Number(optsOut),
  )
  if (optsOut) suppressSender(context, { phone: sender, text, at, inboundId: Number(lastInsertRowid) })
  if (deliveryId !== null) context.publish('delivery.answered', { id: deliveryId })
}
