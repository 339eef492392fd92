import type { Database } from 'better-sqlite3'
import type { Inbound } from '../activities/activity-runner.ts'
import type { ActivityRunState, WorkflowRunState } from '../../../shared/lifecycles/workflow-run.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import { incomingOf, orderOf } from '../../../shared/workflow/graph.ts'

/** How far a run is, read from the ledger of runs. */
export interface RunProgress {
  readonly workflowId: number
  readonly state: WorkflowRunState
  readonly document: WorkflowDocument
  readonly states: ReadonlyMap<string, ActivityRunState>
  /** Populations by activity and outlet, keyed as `activity outlet`. */
  readonly populations: ReadonlyMap<string, number>
}

/** What can be done with an activity now. */
export type Readiness = { readonly inbound: readonly Inbound[] } | 'later' | 'never'

/** Reads a run. */
export function readProgress(sql: Database, runId: number): RunProgress {
  const run = sql
    .prepare(`SELECT workflow_runs.workflow_id workflowId, state, document
       FROM workflow_runs JOIN workflow_versions ON workflow_versions.id = version_id WHERE workflow_runs.id = ?`)
    .get(runId) as { workflowId: number; state: WorkflowRunState; document: string }
  const states = sql
    .prepare('SELECT activity_id, state FROM activity_runs WHERE run_id = ?')
    .raw()
    .all(runId) as [string, ActivityRunState][]
  const populations = sql
    .prepare("SELECT activity_id || ' ' || outlet, population_id FROM activity_outputs WHERE run_id = ?")
    .raw()
    .all(runId) as [string, number][]
  return {
    ...run,
    document: JSON.parse(run.document) as WorkflowDocument,
    states: new Map(states),
    populations: new Map(populations),
  }
}

/** The activities in the order in which they are executed. */
export function activitiesOf({ document }: RunProgress): readonly Activity[] {
  return orderOf(document).order
}

/**
 * Whether everything that an activity waits for is there, may still come, or never will. A transition that cannot fire
 * any more is not waited for; an activity is out of reach when that goes for all of its transitions.
 */
export function readinessOf({ document, states, populations }: RunProgress, activityId: string): Readiness {
  const incoming = incomingOf(document, activityId)
  const inbound: Inbound[] = []
  for (const transition of incoming) {
    const state = states.get(transition.from)
    if (state === 'skipped') continue
    if (state !== 'finished') return 'later'
    const populationId = populations.get(`${transition.from} ${transition.outlet}`)
    if (populationId !== undefined) inbound.push({ populationId, transition })
  }
  return incoming.length > 0 && inbound.length === 0 ? 'never' : { inbound }
}
