import type { Database } from 'better-sqlite3'
import { end } from '../../../shared/activities/end.ts'
import { externalSignal } from '../../../shared/activities/external-signal.ts'
import { isBehindSignal } from '../../../shared/workflow/behind-signal.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { SignalTarget } from '../activities/activity-runner.ts'
import { findNewestVersion } from './versions.ts'

/**
 * What the newest version of a workflow takes, or its draft where it has never been started.
 * @param sender the workflow that sends the signal, where that is known
 */
export function findSignal(sql: Database, workflowId: number, sender?: number): SignalTarget | undefined {
  const name = sql.prepare('SELECT name FROM workflows WHERE id = ?').pluck().get(workflowId)
  if (typeof name !== 'string') return undefined
  const signals = activitiesOf(sql, workflowId)
    .filter(({ kind }) => kind === externalSignal.kind)
    .map(({ settings }) => externalSignal.settings.safeParse(settings).data?.parameters ?? [])
  const comesBack = sender !== undefined && workflowsBehind(sql, workflowId, sender).has(sender)
  return { name, signals, comesBack }
}

/** The workflows that a signal leads to from one of them on; the sender itself is not looked into. */
function workflowsBehind(sql: Database, workflowId: number, sender: number): ReadonlySet<number> {
  const seen = new Set([workflowId])
  for (const id of seen) {
    if (id === sender) return seen
    const document = documentOf(sql, id)
    for (const { id: activityId, kind, settings } of document.activities ?? []) {
      const signal = kind === end.kind ? end.settings.safeParse(settings).data?.signal : undefined
      if (signal && isBehindSignal({ transitions: [], ...document } as WorkflowDocument, activityId)) {
        seen.add(signal.workflowId)
      }
    }
  }
  return seen
}

function activitiesOf(sql: Database, workflowId: number): WorkflowDocument['activities'] {
  return documentOf(sql, workflowId).activities ?? []
}

function documentOf(sql: Database, workflowId: number): Partial<WorkflowDocument> {
  const newest = findNewestVersion(sql, workflowId)?.document
  if (newest) return newest
  const draft = sql.prepare('SELECT document FROM workflows WHERE id = ?').pluck().get(workflowId)
  return typeof draft === 'string' ? (JSON.parse(draft) as Partial<WorkflowDocument>) : {}
}
