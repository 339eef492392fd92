import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'

/** What a look at the clock has noticed. */
export interface ClockChange {
  readonly isBack: boolean
  /** It shows the time of another place, also where that happened while nobody looked. */
  readonly isElsewhere: boolean
}

const key = 'workflows.time-zone'

/** Notices, each time that it is asked, that the clock was set back or that its zone is another one. */
export function watchClock({ workspace: { sql }, clock }: EngineContext): () => ClockChange {
  let seenAt = clock.now()
  return () => {
    const now = clock.now()
    const isBack = now < seenAt
    seenAt = now
    return { isBack, isElsewhere: noteZone(sql, clock.timeZone()) }
  }
}

/** Keeps the zone; answers whether there was another one before. */
function noteZone(sql: Database, timeZone: string): boolean {
  const before = sql.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key)
  if (before === JSON.stringify(timeZone)) return false
  sql.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(key, JSON.stringify(timeZone))
  return before !== undefined
}
