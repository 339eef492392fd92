import type { Database } from 'better-sqlite3'
import type { LineLimits } from '../../../shared/lines/line-limits.ts'
import { claimMessages, type Claims, type ClaimTurn } from './claim-messages.ts'
import type { Flight, Landing } from './flight.ts'
import type { Verdict } from './judge-outcome.ts'
import type { Change } from './move-message.ts'
import type { QueuedDelivery } from './queued-delivery.ts'
import { settleMessage } from './settle-message.ts'
import type { Shares } from './shares.ts'
import type { CapKind, SimDay } from './sim-usage.ts'

/** An outcome and what it means. */
export interface Judged {
  readonly landing: Landing
  readonly verdict: Verdict
}

/** What one line writes to the ledger at once. */
export interface Turn {
  readonly lineId: number
  readonly standsFor: readonly number[]
  readonly sim: SimDay
  readonly limits: LineLimits
  readonly place: ClaimTurn['place']
  readonly now: number
  readonly landings: readonly Judged[]
  readonly queue: readonly QueuedDelivery[]
  readonly shares: Shares
  /** How many messages may be claimed. */
  readonly slots: number
}

/** What a turn has written. */
export interface TurnResult {
  /** Claimed, to be sent now. */
  readonly flights: readonly Flight[]
  readonly changes: readonly Change[]
  readonly halts: Claims['halts']
  readonly cursors: Claims['cursors']
  /** More is due than one turn may look at. */
  readonly isMore: boolean
  /** The cap that leaves no room for the next message. */
  readonly cap?: CapKind
}

/**
 * Settles what has landed and claims what may leave, in one transaction that is on disk when this returns: one wait for the
 * disk a message.
 * @throws SqliteError when nothing of it was written
 */
export function takeTurn(ledger: Database, turn: Turn): TurnResult {
  return ledger
    .transaction(() => {
      const settled = turn.landings.flatMap(({ landing, verdict }) => settleMessage(ledger, landing, verdict))
      if (turn.slots === 0)
        return { flights: [], changes: settled, halts: [], cursors: new Map(), isMore: false }
      const claims = claimMessages(ledger, turn)
      return { ...claims, changes: [...settled, ...claims.changes] }
    })
    .immediate()
}

/**
 * The same for several lines at once: one wait for the disk for all of them, without which 32 modems would wait for each
 * other's.
 * @throws SqliteError when nothing of it was written
 */
export function takeTurns(ledger: Database, turns: readonly Turn[]): TurnResult[] {
  return ledger.transaction(() => turns.map(turn => takeTurn(ledger, turn))).immediate()
}
