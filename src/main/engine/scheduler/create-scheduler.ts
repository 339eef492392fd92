import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import { findNewestVersion } from '../workflows/versions.ts'
import { writeLog } from '../workflows/write-log.ts'
import { fireDue } from './fire-due.ts'
import { findNextMoment, findWakingRuns, wakeMisdated } from './moments.ts'
import { readTimers, rereadTimer, zoneOf } from './timers.ts'

/** The one clock of all workflows: fires what is due and wakes what waits, by what is on disk. */
export interface Scheduler {
  /** Begins to look; what came due before is made up for. */
  start(): void
  /** Something may be due earlier than it was. */
  look(): void
  stop(): void
}

/** What the scheduler sets going. */
export interface SchedulerTools {
  readonly context: EngineContext
  /** Takes a run as far as it goes. */
  readonly advance: (runId: number) => void
  /** Called at most once a minute, for what is to be done now and then. */
  readonly tidy: () => void
  /** Whether somebody may set the clock, so that it is looked at now and then. */
  readonly clockMayChange: boolean
}

/** However far away the next moment is, the clock is looked at so often: it may be set, and the machine may sleep. */
const mostQuietMs = 60_000

/** A scheduler that does nothing before it is started. */
export function createScheduler({ context, advance, tidy, clockMayChange }: SchedulerTools): Scheduler {
  const { clock } = context
  const longestMs = clockMayChange ? mostQuietMs : Number.POSITIVE_INFINITY
  let isStarted = false
  let cancel: Cancel | undefined
  let seen = { now: clock.now(), timeZone: clock.timeZone() }

  function tick(look: 'first' | 'again' = 'again'): void {
    const now = { now: clock.now(), timeZone: clock.timeZone() }
    const isBack = now.now < seen.now
    const isElsewhere = now.timeZone !== seen.timeZone
    seen = now
    if (isBack || isElsewhere || look === 'first') rereadTimers(context, isBack ? 'set-back' : look)
    if (isBack || look === 'first') wakeMisdated(context, isBack)
    for (const runId of fireDue(context)) advance(runId)
    for (const runId of findWakingRuns(context)) advance(runId)
    tidy()
    setAlarm()
  }

  function setAlarm(): void {
    if (!isStarted) return
    cancel?.()
    const next = findNextMoment(context)
    cancel =
      next === undefined ? undefined : clock.after(Math.min(next - clock.now(), longestMs), () => tick())
  }

  return {
    start() {
      isStarted = true
      tick('first')
    },
    look: setAlarm,
    stop() {
      isStarted = false
      cancel?.()
    },
  }
}

/** Computes anew what lies ahead, where the clock was set back, perhaps while nobody looked, or its zone is another one. */
function rereadTimers(context: EngineContext, look: 'first' | 'again' | 'set-back'): void {
  const { sql } = context.workspace
  const started = sql
    .prepare(
      "SELECT DISTINCT workflow_id FROM timers JOIN workflows ON id = workflow_id WHERE state = 'started'",
    )
    .pluck()
    .all() as number[]
  for (const workflowId of started) {
    const version = findNewestVersion(sql, workflowId)
    if (!version) continue
    const timeZone = zoneOf(context, version)
    const stale = readTimers(context, workflowId).filter(timer => {
      const isAhead = timer.dueAt === null || timer.dueAt > context.clock.now()
      return isAhead && (look !== 'again' || timer.timeZone !== timeZone)
    })
    if (stale.length === 0) continue
    sql.transaction(() => {
      for (const timer of stale) rereadTimer(context, version, timer)
      if (look === 'set-back') writeLog(context, { workflowId, code: 'clock-set-back' })
    })()
    context.publish('workflows.changed', { id: workflowId })
  }
}
