import type { EngineContext } from '../context.ts'

const waiting = `activity_runs JOIN workflow_runs ON workflow_runs.id = run_id
  JOIN workflows ON workflows.id = workflow_id
  WHERE activity_runs.state = 'running' AND workflow_runs.state = 'running' AND workflows.state = 'started'`

/** The next moment at which something fires or wakes, epoch ms; undefined where nothing waits for one. */
export function findNextMoment({ workspace, clock }: EngineContext): number | undefined {
  const next = workspace.sql
    .prepare(
      `SELECT min(at) FROM (
         SELECT min(due_at) at FROM timers JOIN workflows ON workflows.id = workflow_id WHERE state = 'started'
         UNION ALL SELECT min(wake_at) FROM ${waiting} AND wake_at > ?)`,
    )
    .pluck()
    .get(clock.now()) as number | null
  return next ?? undefined
}

/** Runs with something that has waited long enough. */
export function findWakingRuns({ workspace, clock }: EngineContext): number[] {
  return workspace.sql
    .prepare(`SELECT DISTINCT run_id FROM ${waiting} AND wake_at <= ?`)
    .pluck()
    .all(clock.now()) as number[]
}

/**
 * Lets what waits for a moment look at the clock again: what was begun at a moment that is yet to come, and everything
 * where the clock was seen to be set back, or to be that of another zone. What began later than now begins now.
 */
export function wakeMisdated({ workspace, clock }: EngineContext, isAnother: boolean): void {
  workspace.sql
    .prepare(
      `UPDATE activity_runs SET wake_at = @now, started_at = min(started_at, @now)
       WHERE state = 'running' AND wake_at IS NOT NULL AND (@isAnother OR started_at > @now)`,
    )
    .run({ now: clock.now(), isAnother: Number(isAnother) })
}
