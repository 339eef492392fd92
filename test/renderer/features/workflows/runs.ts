import type { WorkflowRun, WorkflowTask } from '../../../../src/shared/contract/workflows.ts'

/** One activity of a run, done unless told otherwise. */
export function taskOf(activityId: string, part: Partial<WorkflowTask> = {}): WorkflowTask {
  return {
    activityId,
    state: 'finished',
    startedAt: 0,
    finishedAt: null,
    wakeAt: null,
    isHeld: false,
    runId: 1,
    error: null,
    deliveryId: null,
    waiting: null,
    answers: null,
    ...part,
  }
}

/** A run with these activities, under way unless told otherwise. */
export function runOf(activities: readonly WorkflowTask[], part: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    id: 1,
    workflowId: 1,
    version: { id: 1, number: 1 },
    entryId: null,
    state: 'running',
    dueAt: 0,
    startedAt: 0,
    finishedAt: null,
    variables: {},
    activities: [...activities],
    transitions: [],
    children: 0,
    ...part,
  }
}
