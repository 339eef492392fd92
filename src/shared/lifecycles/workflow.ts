import { defineLifecycle, type MoveOf, type StateOf } from './define-lifecycle.ts'

/**
 * The life of a workflow (EX-01). Paused, what is under way ends and nothing begins; failed, it stands still until
 * somebody resumes it or starts it from the beginning. Stopping is final for its runs, not for the workflow.
 */
export const workflowLife = defineLifecycle({
  draft: { start: 'started' },
  started: { pause: 'paused', fail: 'failed', finish: 'finished', stop: 'stopped' },
  paused: { resume: 'started', fail: 'failed', stop: 'stopped' },
  failed: { resume: 'started', start: 'started', stop: 'stopped' },
  finished: { start: 'started' },
  stopped: { start: 'started' },
})

export type WorkflowState = StateOf<typeof workflowLife>
export type WorkflowMove = MoveOf<typeof workflowLife>
export const workflowStates = Object.keys(workflowLife) as [WorkflowState, ...WorkflowState[]]
