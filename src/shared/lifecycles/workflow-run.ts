import { defineLifecycle, type MoveOf, type StateOf } from './define-lifecycle.ts'

/**
 * One execution of a workflow. A queued one waits until the run before it is over. Stopping is final; a failed run can be
 * resumed at what failed.
 */
export const workflowRunLife = defineLifecycle({
  queued: { begin: 'running', stop: 'stopped' },
  running: { finish: 'finished', fail: 'failed', stop: 'stopped' },
  failed: { resume: 'running', stop: 'stopped' },
  finished: {},
  stopped: {},
})

/** One activity within a run. */
export const activityRunLife = defineLifecycle({
  pending: { begin: 'running', skip: 'skipped' },
  running: { finish: 'finished', fail: 'failed', skip: 'skipped' },
  failed: { retry: 'running' },
  finished: {},
  skipped: {},
})

export type WorkflowRunState = StateOf<typeof workflowRunLife>
export type WorkflowRunMove = MoveOf<typeof workflowRunLife>
export type ActivityRunState = StateOf<typeof activityRunLife>
export type ActivityRunMove = MoveOf<typeof activityRunLife>
export const workflowRunStates = Object.keys(workflowRunLife) as [WorkflowRunState, ...WorkflowRunState[]]
export const activityRunStates = Object.keys(activityRunLife) as [ActivityRunState, ...ActivityRunState[]]
