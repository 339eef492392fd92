import {
  externalSignal,
  fitsParameter,
  type SignalParameter,
} from '../../../shared/activities/external-signal.ts'
import type { RehearsalOptions } from '../../../shared/contract/rehearsals.ts'
import { triggersOf } from '../activities/triggers.ts'
import type { Variables } from '../activities/activity-runner.ts'
import type { EngineContext } from '../context.ts'
import { readTimers, writeTimer } from '../scheduler/timers.ts'
import type { Runs } from '../workflows/create-runs.ts'
import { finishIfDone } from '../workflows/finish-workflow.ts'
import { findNewestVersion } from '../workflows/versions.ts'

const dayMs = 86_400_000

/** Sends each External signal of a workflow once, with the given values or examples of the declared types. */
export function sendSignals(
  { workspace }: EngineContext,
  runs: Runs,
  { id: workflowId, options }: { readonly id: number; readonly options: Pick<RehearsalOptions, 'signals'> },
): void {
  const version = findNewestVersion(workspace.sql, workflowId)
  for (const { id, settings } of version ? triggersOf(version.document).bySignal : []) {
    const { parameters } = externalSignal.settings.parse(settings)
    runs.signal({ workflowId, activityId: id, parameters: valuesOf(parameters, options.signals[id] ?? {}) })
  }
}

const examples = { text: '…', number: 1, boolean: true } as const

function valuesOf(parameters: readonly SignalParameter[], given: Variables): Variables {
  return Object.fromEntries(
    parameters.map(parameter => {
      const value = given[parameter.name]
      const isMeant = value !== undefined && fitsParameter(parameter, value)
      return [parameter.name, isMeant ? value : examples[parameter.type]]
    }),
  )
}

/** Keeps schedules from firing more often, or later, than a rehearsal is to see. */
export function limitFirings(
  context: EngineContext,
  workflowId: number,
  { firings, days }: Pick<RehearsalOptions, 'firings' | 'days'>,
): void {
  const { sql } = context.workspace
  const over = readTimers(context, workflowId).filter(timer => {
    const { dueAt, startedAt } = timer
    const isLate = days !== null && dueAt !== null && dueAt > startedAt + days * dayMs
    return dueAt !== null && (timer.firings >= firings || isLate)
  })
  if (over.length === 0) return
  sql.transaction(() => {
    for (const timer of over) writeTimer(context, { ...timer, dueAt: null })
    finishIfDone(context, workflowId)
  })()
}
