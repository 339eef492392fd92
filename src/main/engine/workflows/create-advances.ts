import type { Preparations } from '../preparation/create-preparations.ts'
import type { EngineContext } from '../context.ts'
import { stackOf } from '../stack-of.ts'
import { advanceRun } from './advance-run.ts'
import { beginQueued } from './begin-queued.ts'
import { createAnnouncer } from './create-announcer.ts'
import { createKeyedWork, type KeyedWork } from './keyed-work.ts'
import { reviveRun } from './revive-run.ts'
import type { Begun, RunTools } from './run-tools.ts'

/** Takes runs further, by itself too when a delivery that one waits for has changed. The keys are ids of runs. */
export interface Advances extends KeyedWork {
  readonly tools: RunTools
}

/** `onSettled` is told when something came to rest. */
export interface AdvanceOptions {
  readonly onSettled: () => void
  readonly isRehearsal: boolean
}

/** Begins to listen; nothing is executed until something asks for it. */
export function createAdvances(
  context: EngineContext,
  preparations: Preparations,
  { onSettled, isRehearsal }: AdvanceOptions,
): Advances {
  const announcer = createAnnouncer(context)
  const tools: RunTools = { context, preparations, isRehearsal, announce: announcer.announce }
  const stopping = new AbortController()

  function runAll(runIds: readonly number[]): void {
    for (const id of runIds) work.run(id)
    onSettled()
  }

  const work = createKeyedWork({
    async work(runId, signal) {
      const onCommit = (begun: Begun, meets: boolean): void => {
        runAll([...begun, ...findChildren(context, runId), ...(meets ? findKin(context, runId) : [])])
      }
      await advanceRun({ tools, runId, signal, onCommit }).catch(error => {
        context.log.error('run failed', { run: runId, stack: stackOf(error) })
      })
    },
    settled: runId => runAll(beginNext(context, runId)),
  })
  const stopHearing = hearDeliveries(context, stopping.signal, work.run)
  return {
    ...work,
    tools,
    async stop() {
      stopping.abort()
      stopHearing()
      announcer.stop()
      await work.stop()
    },
  }
}

/** Runs of people who were let go by themselves: they may need what the run before them computes. */
function findChildren({ workspace }: EngineContext, runId: number): number[] {
  return workspace.sql
    .prepare("SELECT id FROM workflow_runs WHERE parent_id = ? AND state = 'running'")
    .pluck()
    .all(runId) as number[]
}

/** Where ways meet, the run that let these people go, and others whom it let go, wait for what these people do. */
function findKin({ workspace }: EngineContext, runId: number): number[] {
  return workspace.sql
    .prepare(
      `WITH parent AS (SELECT parent_id id FROM workflow_runs WHERE id = @runId)
       SELECT id FROM workflow_runs WHERE (id IN parent OR parent_id IN parent) AND id <> @runId AND state = 'running'`,
    )
    .pluck()
    .all({ runId }) as number[]
}

/** Begins what waited behind a run that has come to rest. */
function beginNext(context: EngineContext, runId: number): number[] {
  const workflowId = context.workspace.sql
    .prepare('SELECT workflow_id FROM workflow_runs WHERE id = ?')
    .pluck()
    .get(runId)
  return typeof workflowId === 'number' ? beginQueued(context, workflowId) : []
}

function hearDeliveries(
  context: EngineContext,
  signal: AbortSignal,
  advance: (runId: number) => void,
): () => void {
  return context.hear('delivery.changed', ({ id }) => {
    // The one who publishes may be in the middle of a transaction.
    queueMicrotask(() => {
      const runId = signal.aborted ? undefined : reviveRun(context, id)
      if (runId !== undefined) advance(runId)
    })
  })
}
