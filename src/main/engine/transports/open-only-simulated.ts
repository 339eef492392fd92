import { simulatorLine } from '../../../shared/lines/simulator.ts'
import { UserError } from '../../../shared/errors.ts'
import type { OpenTransport } from '../lines/open-transport.ts'
import { openTransport } from './index.ts'

/** Opens simulated lines and no others: where the clock is moved by hand nothing may reach anybody. */
export const openOnlySimulated: OpenTransport = (kind, settings, context) => {
  if (kind === simulatorLine.kind) return openTransport(kind, settings, context)
  return Promise.reject(new UserError('line/unknown-kind', { kind }))
}
