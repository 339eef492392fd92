import type { LineKind } from '../../../shared/lines/index.ts'
import type { TransportContext } from '../transports/index.ts'
import type { Transport } from '../transports/transport.ts'

/** How a line of some kind is opened. */
export type OpenTransport = (
  kind: LineKind,
  settings: Readonly<Record<string, unknown>>,
  context: TransportContext,
) => Promise<Transport>
