import { UserError } from '../../../shared/errors.ts'
import type { ModemControls, Transport } from '../transports/transport.ts'
import type { Lines } from './create-lines.ts'

/**
 * A line through which nothing is being sent: what a person does by hand must not come between two messages.
 * @throws UserError `line/not-found`, `line/not-ready`, `line/is-sending`
 */
export function idleTransport(lines: Lines, id: number): Transport {
  const { name } = lines.get(id)
  if (lines.hasQueue(id)) throw new UserError('line/is-sending', { line: name })
  const transport = lines.transportOf(id)
  if (transport === undefined) throw new UserError('line/not-ready', { line: name })
  return transport
}

/**
 * The modem of such a line.
 * @throws UserError as above
 */
export function controlsOf(lines: Lines, id: number): ModemControls {
  const { modem } = idleTransport(lines, id)
  if (modem === undefined) throw new UserError('line/not-ready', { line: lines.get(id).name })
  return modem
}
