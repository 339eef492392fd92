import type { Trouble } from '../database/trouble.ts'
import type { TransportInbound, TransportReceipt } from '../transports/transport.ts'

/** What lines tell the outbox. */
export interface LineListener {
  opened(lineId: number): void
  /** It will not open before a person has changed something. */
  refused(lineId: number, trouble: Trouble): void
  receipt(lineId: number, receipt: TransportReceipt): void
  inbound(lineId: number, message: TransportInbound): void
}
