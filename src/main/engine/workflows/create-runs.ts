import type { EngineContext } from '../context.ts'
import type { Preparations } from '../preparation/create-preparations.ts'
import { createScheduler } from '../scheduler/create-scheduler.ts'
import { beginQueued } from './begin-queued.ts'
import { createAdvances, type Advances } from './create-advances.ts'
import { createTidying } from './create-tidying.ts'
import { receiveSignals, type Signal } from './fire-signal.ts'
import { pauseWorkflow, resumeWorkflow, stopWorkflow } from './halt-workflow.ts'
import { answerActivity, hurryActivity, releaseHeld, type Hurry, type RunPlace } from './poke-activity.ts'
import { publishWorkflow } from './publish-workflow.ts'
import { restartWorkflow } from './restart-workflow.ts'
import { startWorkflow, type Started, type WorkflowStart } from './start-workflow.ts'

/** Executions of workflows. */
export interface Runs {
  /** Goes on with runs that were cut off. */
  recover(): void
  /** Begins to fire what is due. */
  startClock(): void
  /** As `startWorkflow`; answers the run of what needs no trigger. */
  start(start: WorkflowStart): number | null
  /** As `restartWorkflow`. */
  restart(start: WorkflowStart): number | null
  pause(id: number): void
  resume(id: number): void
  /** As `stopWorkflow`. */
  halt(id: number): void
  publish(id: number): number
  executeNow(hurry: Hurry): void
  release(place: RunPlace): void
  answer(place: RunPlace & { readonly answer: string }): void
  signal(signal: Signal): number
  /** Resolves when nothing of a run can be executed without something from outside. */
  whenSettled(runId: number): Promise<void>
  /** Resolves when no run at all can be taken further without something from outside. */
  whenIdle(): Promise<void>
  /** Removes populations of workflows that are gone. */
  sweep(): void
  stop(): Promise<void>
}

/** Sets up the runs of an engine, or of a rehearsal, which goes by a clock that nobody sets. */
export function createRuns(
  context: EngineContext,
  preparations: Preparations,
  { isRehearsal = false }: { readonly isRehearsal?: boolean } = {},
): Runs {
  const onSettled = (): void => {
    scheduler.look()
    tidying.now()
  }
  const advances = createAdvances(context, preparations, { onSettled, isRehearsal })
  const tidying = createTidying(context, advances.isBusy)
  const scheduler = createScheduler({
    context,
    advance: advances.run,
    tidy: tidying.daily,
    clockMayChange: !isRehearsal,
  })
  const moving = { advances, look: scheduler.look, tidy: tidying.now }
  return {
    ...workflowCommands(preparations, moving),
    ...activityCommands(context, moving),
    recover() {
      tidying.sweep()
      tidying.now()
      for (const id of findCutOff(context)) advances.run(id)
    },
    startClock: scheduler.start,
    whenSettled: advances.whenSettled,
    whenIdle: advances.whenIdle,
    sweep: tidying.sweep,
    async stop() {
      scheduler.stop()
      await advances.stop()
      await tidying.stop()
    },
  }
}

interface Moving {
  readonly advances: Advances
  readonly look: () => void
  readonly tidy: () => void
}

/** Has runs executed that can be now, and looks at the clock: something may be due earlier than it was. */
function goOn({ advances, look }: Moving, runIds: readonly number[]): void {
  for (const id of runIds) {
    advances.run(id)
    advances.tools.announce(id)
  }
  look()
}

type Keys = 'start' | 'restart' | 'pause' | 'resume' | 'halt' | 'publish'

function workflowCommands(preparations: Preparations, moving: Moving): Pick<Runs, Keys> {
  const { advances, look, tidy } = moving
  const { tools } = advances

  function begin({ runId, discarded }: Started): number | null {
    for (const id of discarded) preparations.sweep(id)
    goOn(moving, runId === null ? [] : [runId])
    return runId
  }

  function cutOff(runIds: readonly number[]): void {
    for (const runId of runIds) {
      advances.abort(runId)
      tools.announce(runId)
    }
    look()
    tidy()
  }

  return {
    start: given => begin(startWorkflow(tools, given)),
    halt: id => cutOff(stopWorkflow(tools, id)),
    restart(given) {
      const { ended, ...started } = restartWorkflow(tools, given)
      cutOff(ended)
      return begin(started)
    },
    pause: id => pauseWorkflow(tools, id),
    resume(id) {
      const runIds = resumeWorkflow(tools, id)
      goOn(moving, [...runIds, ...beginQueued(tools.context, id)])
    },
    publish(id) {
      const number = publishWorkflow(tools, id)
      look()
      return number
    },
  }
}

function activityCommands(
  context: EngineContext,
  moving: Moving,
): Pick<Runs, 'executeNow' | 'release' | 'answer' | 'signal'> {
  return {
    executeNow: hurry => goOn(moving, hurryActivity(context, hurry)),
    release(place) {
      releaseHeld(context, place)
      goOn(moving, [place.runId])
    },
    answer(place) {
      answerActivity(context, place)
      goOn(moving, [place.runId])
    },
    signal(signal) {
      const fired = context.workspace.sql.transaction(() => receiveSignals(context, signal))()
      goOn(
        moving,
        fired.filter(({ state }) => state === 'running').map(({ runId }) => runId),
      )
      return fired[0]?.runId ?? 0
    },
  }
}

function findCutOff(context: EngineContext): number[] {
  const { sql } = context.workspace
  const started = sql.prepare("SELECT id FROM workflows WHERE state = 'started'").pluck().all() as number[]
  for (const id of started) beginQueued(context, id)
  return sql.prepare("SELECT id FROM workflow_runs WHERE state = 'running'").pluck().all() as number[]
}
