import type { EngineContext } from '../context.ts'
import type { Cancel } from '../environment.ts'
import { findNewestVersion } from '../workflows/versions.ts'
import { writeLog } from '../workflows/write-log.ts'
import { stackOf } from '../stack-of.ts'
import { mostQuietMs, retryMs } from './create-watch.ts'
import { fireDue } from './fire-due.ts'
import { findNextMoment, findWakingRuns, wakeMisdated } from './moments.ts'
import { readTimers, rereadTimer, zoneOf } from './timers.ts'
import { watchClock, type ClockChange } from './watch-clock.ts'

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

type Look = 'first' | 'again'

/** A scheduler that does nothing before it is started. */
export function createScheduler({ context, advance, tidy, clockMayChange }: SchedulerTools): Scheduler {
  const { clock } = context
  const longestMs = clockMayChange ? mostQuietMs : Number.POSITIVE_INFINITY
  const lookForChange = watchClock(context)
  let isStarted = false
  let cancel: Cancel | undefined

  function tick(look: Look): void {
    settleClock(context, look, lookForChange())
    for (const runId of fireDue(context)) advance(runId)
    for (const runId of findWakingRuns(context)) advance(runId)
    tidy()
  }

  function lookAtClock(look: Look): void {
    try {
      tick(look)
      setAlarm(0)
    } catch (error) {
      context.log.error('clock of workflows failed', { stack: stackOf(error) })
      setAlarm(retryMs)
    }
  }

  function setAlarm(soonest: number): void {
    if (!isStarted) return
    cancel?.()
    const next = findNextMoment(context)
    const wait = Math.max(soonest, Math.min((next ?? 0) - clock.now(), longestMs))
    cancel = next === undefined ? undefined : clock.after(wait, () => lookAtClock('again'))
  }

  return {
    start() {
      isStarted = true
      lookAtClock('first')
    },
    look: () => setAlarm(0),
    stop() {
      isStarted = false
      cancel?.()
    },
  }
}

/** Computes anew what the clock has changed; at the first look, whatever may have. */
function settleClock(context: EngineContext, look: Look, { isBack, isElsewhere }: ClockChange): void {
  if (isBack || isElsewhere || look === 'first') {
    rereadTimers(context, isBack ? 'set-back' : look)
    wakeMisdated(context, isBack || isElsewhere)
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
