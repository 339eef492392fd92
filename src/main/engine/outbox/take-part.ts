import type { EngineContext } from '../context.ts'
import type { AcceptedPart } from '../transports/transport.ts'
import type { Flight } from './flight.ts'
import { writePart } from './settle-message.ts'

/**
 * Notes a part that the network took. One that is not the last is written at once: its receipt may come while the others
 * are still on their way.
 */
export function takePart({ clock, workspace }: EngineContext, flight: Flight, part: AcceptedPart): void {
  const taken = { ...part, at: clock.now() }
  flight.taken.push(taken)
  try {
    if (part.index < part.of) writePart(workspace.sql, flight, taken)
    else flight.unwritten.push(taken)
  } catch {
    flight.unwritten.push(taken)
  }
}
