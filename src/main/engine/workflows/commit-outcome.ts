import { definitionOf } from '../../../shared/workflow/graph.ts'
import type { StepNote, StepOutcome } from '../activities/activity-runner.ts'
import { applyEffects } from './apply-effects.ts'
import type { Executed } from './execute-step.ts'
import type { StepGiven } from './step-given.ts'
import { failActivity } from './fail-activity.ts'
import { moveActivity } from './move-run.ts'
import { releasePeople } from './release-people.ts'
import type { Begun, RunTools } from './run-tools.ts'
import { writeLog, type LogEntry } from './write-log.ts'

/**
 * Writes what became of a step: outputs, state, variables, timers, log and what it sets going elsewhere, in one
 * transaction. Nothing is written where the run is no longer under way; what the step filled belongs to nobody then.
 */
export function commitOutcome(tools: RunTools, given: StepGiven, executed: Executed): Begun {
  const { sql } = tools.context.workspace
  const { runId } = given.progress
  const begun = sql.transaction((): Begun => {
    const state = sql.prepare('SELECT state FROM workflow_runs WHERE id = ?').pluck().get(runId)
    if (state !== 'running') return []
    const { outcome } = executed
    if (outcome.kind === 'finished') return finish(tools, given, { ...executed, outcome })
    if (outcome.kind === 'waiting') return keepWaiting(tools, given, outcome)
    const { error, rerouted = [] } = outcome
    return failActivity(tools, given, { error, rerouted, aside: executed.aside })
  })()
  tools.announce(runId)
  return begun
}

type Outcome<K> = Extract<StepOutcome, { kind: K }>

function finish(
  tools: RunTools,
  { progress: { runId, workflowId }, step }: StepGiven,
  { outcome, leftOut }: { readonly outcome: Outcome<'finished'>; readonly leftOut: number },
): Begun {
  const { context } = tools
  const { sql } = context.workspace
  const place = { runId, activityId: step.activity.id }
  if (!moveActivity(context, { ...place, move: 'finish' })) return []
  const attach = sql.prepare('INSERT INTO activity_outputs VALUES (?, ?, ?, ?)')
  for (const [outlet, id] of Object.entries(outcome.outputs)) attach.run(runId, place.activityId, outlet, id)
  if (outcome.variables) {
    sql
      .prepare('UPDATE workflow_runs SET variables = json_patch(variables, ?) WHERE id = ?')
      .run(JSON.stringify(outcome.variables), runId)
  }
  if (leftOut > 0) {
    writeLog(context, { workflowId, ...place, code: 'people-passed-before', data: { count: leftOut } })
  }
  writeLog(context, { workflowId, ...place, ...tellOf(sql, step, outcome) })
  writeNotes(context, { workflowId, ...place }, outcome.notes)
  return applyEffects(tools, { ...place, workflowId, effects: outcome.effects ?? [] })
}

/** A mere signal takes nobody along, and nobody is missed where nothing leaves. */
function tellOf(
  sql: RunTools['context']['workspace']['sql'],
  { activity }: StepGiven['step'],
  { outputs }: Outcome<'finished'>,
): Pick<LogEntry, 'code' | 'data'> {
  const ids = Object.values(outputs)
  const isSignal = definitionOf(activity.kind)?.carries === 'signal'
  if (isSignal || ids.length === 0) return { code: 'activity-done' }
  return { code: 'activity-finished', data: { people: countPeople(sql, ids) } }
}

function writeNotes(
  context: RunTools['context'],
  place: { readonly workflowId: number; readonly runId: number; readonly activityId: string },
  notes: readonly StepNote[] = [],
): void {
  for (const { code, data } of notes) writeLog(context, { ...place, code, data })
}

function countPeople(sql: RunTools['context']['workspace']['sql'], ids: readonly number[]): number {
  return sql
    .prepare('SELECT total(count) FROM populations WHERE id IN (SELECT value FROM json_each(?))')
    .pluck()
    .get(JSON.stringify(ids)) as number
}

/** A wait is told of once, and again when its moment changes. What happened outside meanwhile is looked at at once. */
function keepWaiting(
  { context }: RunTools,
  { graph, progress, step }: StepGiven,
  { until, memory, released = {}, notes }: Outcome<'waiting'>,
): Begun {
  const { runId, workflowId } = progress
  const activityId = step.activity.id
  const seen = progress.tasks.get(activityId)
  const kept = context.workspace.sql
    .prepare(
      `UPDATE activity_runs SET wake_at = iif(pokes = @pokes, @until, NULL),
         is_hurried = iif(pokes = @pokes, 0, is_hurried),
         memory = iif(@memory IS NULL, memory, iif(memory ->> '$.answer' IS NULL, @memory,
           json_set(@memory, '$.answer', memory ->> '$.answer')))
       WHERE run_id = @runId AND activity_id = @activityId AND state = 'running'
       RETURNING wake_at wakeAt, iif(pokes = @pokes, 0, 1) isPoked`,
    )
    .get({
      runId,
      activityId,
      until: until ?? null,
      pokes: seen?.pokes,
      memory: memory ? JSON.stringify(memory) : null,
    }) as { readonly wakeAt: number | null; readonly isPoked: number } | undefined
  if (!kept) return []
  const { wakeAt, isPoked } = kept
  writeNotes(context, { workflowId, runId, activityId }, notes)
  if (wakeAt !== null && wakeAt !== seen?.wakeAt) {
    writeLog(context, { workflowId, runId, activityId, code: 'activity-waiting', data: { until: wakeAt } })
  }
  const again = isPoked === 1 ? [runId] : []
  if (Object.keys(released).length === 0) return again
  return [...again, releasePeople(context, { version: graph.version, progress, activityId, released })]
}
