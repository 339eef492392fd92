import type { StepEffect } from '../activities/activity-runner.ts'
import { UserError } from '../../../shared/errors.ts'
import { tryMoveDelivery } from '../deliveries/move-delivery.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { fireSignals } from './fire-signal.ts'
import { skipOpen } from './end-runs.ts'
import type { Begun, RunTools } from './run-tools.ts'
import { runTree } from './run-tree.ts'
import { writeLog } from './write-log.ts'

/** What an activity of a run brings about elsewhere. */
export interface Effects {
  readonly workflowId: number
  readonly runId: number
  readonly activityId: string
  readonly effects: readonly StepEffect[]
}

/**
 * Does what an activity brings about beyond its branch. Belongs into the transaction that finishes it. A signal that the
 * other workflow does not take is only written down: what was done here is done.
 * @returns the runs that were begun by it
 */
export function applyEffects(tools: RunTools, given: Effects): Begun {
  return given.effects.flatMap(effect => {
    switch (effect.kind) {
      case 'signal':
        return sendSignal(tools, given, effect)
      case 'end-run':
        return endOthers(tools, given)
      case 'stop-delivery':
        return endDelivery(tools, given, effect)
    }
  })
}

/** It keeps why it could not be prepared. */
function endDelivery(
  { context }: RunTools,
  { runId }: Effects,
  { deliveryId: id }: Extract<StepEffect, { kind: 'stop-delivery' }>,
): Begun {
  if (tryMoveDelivery(context, { id, move: 'stop', set: { finishedAt: context.clock.now() } })) {
    writeAudit(context, { action: 'delivery.stop', subject: `delivery ${id}`, data: { reroutedIn: runId } })
  }
  return []
}

function sendSignal(
  { context, isRehearsal }: RunTools,
  { workflowId, runId, activityId }: Effects,
  effect: Extract<StepEffect, { kind: 'signal' }>,
): Begun {
  if (isRehearsal) {
    writeLog(context, { workflowId, runId, activityId, code: 'signal-rehearsed' })
    return []
  }
  try {
    return context.workspace.sql.transaction(() => fireSignals(context, effect))()
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const data = { ...error.data, code: error.code }
    writeLog(context, { workflowId, runId, activityId, code: 'signal-refused', data })
    return []
  }
}

/**
 * Skips everything that is still under way, also in the runs of people who were let go by themselves.
 * @returns those runs: there is nothing left to do in them but to end
 */
function endOthers(tools: RunTools, { runId }: Effects): Begun {
  const open = tools.context.workspace.sql
    .prepare(`${runTree} SELECT id FROM tree JOIN workflow_runs USING (id) WHERE state = 'running'`)
    .pluck()
    .all({ root: runId }) as number[]
  for (const id of open) skipOpen(tools, id)
  return open.filter(id => id !== runId)
}
