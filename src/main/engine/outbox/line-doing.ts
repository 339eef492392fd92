import type { Trouble } from '../database/trouble.ts'
import type { LineHold } from './line-limiter.ts'

/** Why a line can send nothing, so that others of its pool stand in for it. */
export type Absence =
  | LineHold
  /** A person has to act. */
  | { readonly kind: 'halted'; readonly trouble: Trouble }
  /** It is not open: unplugged, or not yet back. */
  | { readonly kind: 'away' }

/** What a line is doing for the deliveries in its queue. */
export type LineDoing =
  | Absence
  /** `idle`: nothing of its queue may leave through it now. */
  | { readonly kind: 'sending' | 'idle' }
  /** The network asked to wait, or refused everything. */
  | { readonly kind: 'resting'; readonly until: number; readonly trouble?: Trouble }

/** Until when its hours or the caps of its SIM keep a line back; 0 where they do not. */
export function untilOf(doing: LineDoing | undefined): number {
  return doing && (doing.kind === 'hours' || doing.kind === 'day-cap' || doing.kind === 'month-cap')
    ? doing.until
    : 0
}
