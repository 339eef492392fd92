import type { Database } from 'better-sqlite3'

/**
 * Ends in a copy of a workspace what was under way when it was copied, without executing anything of it: only what is
 * rehearsed is to happen there.
 */
export function clearStage(sql: Database, now: number): void {
  sql.transaction(() => {
    sql.exec(`
      DELETE FROM timers;
      DELETE FROM series_confirmations;
      UPDATE workflows SET state = 'stopped' WHERE state IN ('started', 'paused', 'failed');
      UPDATE activity_runs SET state = 'skipped', wake_at = NULL WHERE state IN ('pending', 'running');
      UPDATE imports SET state = 'failed' WHERE state = 'reading';
      UPDATE deliveries SET state = 'stopped' WHERE state IN ('draft', 'preparing', 'ready', 'scheduled', 'sending', 'paused');`)
    sql
      .prepare(
        `UPDATE workflow_runs SET state = 'stopped', finished_at = ? WHERE state IN ('queued', 'running', 'failed')`,
      )
      .run(now)
  })()
}
