import type { Rehearsal, RehearsalOptions } from '../../../shared/contract/rehearsals.ts'
import { keepTime } from '../audiences/rule-moment.ts'
import type { EngineContext } from '../context.ts'
import { createPublisher } from '../create-publisher.ts'
import { copyWorkspace } from '../database/copy-workspace.ts'
import type { Workspace } from '../database/open.ts'
import { breathe } from '../people/breathe.ts'
import { createPreparations, type Preparations } from '../preparation/create-preparations.ts'
import { createRuns, type Runs } from '../workflows/create-runs.ts'
import { createAnswers } from './answer-asks.ts'
import { clearStage } from './clear-stage.ts'
import { limitFirings, sendSignals } from './fire-triggers.ts'
import { readBefore, readFindings } from './read-rehearsal.ts'
import { createSending, type Sending } from './take-as-sent.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

/** What is rehearsed, and whom to tell how far it is. */
export interface RehearsalGiven {
  readonly id: number
  readonly options: RehearsalOptions
  readonly signal: AbortSignal
  readonly tell: (progress: RehearsalProgress) => void
}

/** How far a rehearsal is: what is copied, then the moment that its clock shows. */
export interface RehearsalProgress {
  readonly copied: number
  readonly of: number
  readonly at: number | null
}

/** A rehearsal sees no more than this, whatever waits longer. */
const mostMs = 5 * 366 * 86_400_000

/**
 * Executes the draft of a workflow on a copy of the workspace, by the engine's own means: with a clock that goes from
 * timer to timer, without a line, and without telling anybody. What it changes, it changes in the copy.
 * @throws UserError of `copyWorkspace` and of `startWorkflow`; DOMException `AbortError` once the signal is set
 */
export async function rehearse(context: EngineContext, given: RehearsalGiven): Promise<Rehearsal> {
  const { signal, tell } = given
  // Two workspaces are open for a while; what is kept of the pages of one makes room for those of the other.
  context.workspace.sql.pragma('shrink_memory')
  const workspace = await copyWorkspace(context.workspace, {
    signal,
    tell: (copied, of) => tell({ copied, of, at: null }),
  })
  try {
    return await perform(createStage(context, workspace), given)
  } finally {
    workspace.close()
  }
}

/** The engine of a rehearsal. */
interface Stage {
  readonly context: EngineContext
  readonly clock: VirtualClock
  readonly preparations: Preparations
  readonly runs: Runs
  readonly sending: Sending
}

function createStage({ clock: real, ...outside }: EngineContext, workspace: Workspace): Stage {
  const clock = createVirtualClock(real.now(), real.timeZone())
  keepTime(workspace.sql, clock)
  clearStage(workspace.sql, clock.now())
  const context: EngineContext = { ...outside, workspace, clock, ...createPublisher([]) }
  const preparations = createPreparations(context)
  const runs = createRuns(context, preparations, { isRehearsal: true })
  return { context, clock, preparations, runs, sending: createSending(context) }
}

async function perform(stage: Stage, given: RehearsalGiven): Promise<Rehearsal> {
  const { context, clock, runs } = stage
  const { id, signal } = given
  const { sql } = context.workspace
  const before = readBefore(sql)
  const beganAt = clock.now()
  const stop = stopWith(signal, stage)
  try {
    runs.startClock()
    runs.start({ id, discardWaiting: true })
    sendSignals(context, runs, given)
    await play(stage, given)
    signal.throwIfAborted()
    const isCut = isUnderWay(context, id)
    return { beganAt, endedAt: clock.now(), isCut, ...readFindings(sql, id, before) }
  } finally {
    await stop()
  }
}

/** Lets everything happen that can, then goes to the next moment, until nothing is left. */
async function play(stage: Stage, { id, options, signal, tell }: RehearsalGiven): Promise<void> {
  const { context, clock, runs } = stage
  const answer = createAnswers(context, runs, { id, answers: options.answers })
  const end = clock.now() + mostMs
  while (!signal.aborted) {
    limitFirings(context, id, options)
    await rest(stage, { answer, signal })
    const next = clock.next()
    if (!isUnderWay(context, id) || next === undefined || next > end) return
    clock.jump()
    tell({ copied: 0, of: 0, at: clock.now() })
    await breathe()
  }
}

/** Executes, prepares, answers and sends until there is nothing to do at this moment. */
async function rest(
  { context, runs, preparations, sending }: Stage,
  { answer, signal }: { readonly answer: () => void; readonly signal: AbortSignal },
): Promise<void> {
  const { sql } = context.workspace
  const idle = (): Promise<unknown> => Promise.all([runs.whenIdle(), preparations.whenIdle()])
  const changes = sql.prepare('SELECT total_changes()').pluck()
  for (let seen: unknown; seen !== changes.get() && !signal.aborted;) {
    seen = changes.get()
    await idle()
    answer()
    await sending.goOn(signal)
    await breathe()
    await idle()
  }
}

/** Stopping ends what is under way, so that nobody who cancels waits for an activity. */
function stopWith(signal: AbortSignal, { runs, preparations }: Stage): () => Promise<unknown> {
  const stop = (): Promise<unknown> => Promise.all([runs.stop(), preparations.stop()])
  signal.addEventListener('abort', () => void stop())
  return stop
}

/** Whether a run is not over, or something of the workflow is still to fire. */
function isUnderWay({ workspace }: EngineContext, id: number): boolean {
  const found = workspace.sql
    .prepare(
      `SELECT 1 FROM workflows WHERE id = @id AND state = 'started' AND (
         EXISTS (SELECT 1 FROM workflow_runs WHERE workflow_id = @id AND state IN ('queued', 'running'))
         OR EXISTS (SELECT 1 FROM timers WHERE workflow_id = @id AND due_at IS NOT NULL))`,
    )
    .get({ id })
  return found !== undefined
}
