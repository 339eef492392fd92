import type { Rehearsal } from '../../../../shared/contract/rehearsals.ts'
import type { WorkflowRun } from '../../../../shared/contract/workflows.ts'

/** Stands for the people of a rehearsal, who are in no population: the copy that they travelled in is gone. */
export const rehearsedPopulation = 0

/** What a rehearsal found as the drawing shows a run: counts with a few people to look at, states without deliveries. */
export function rehearsedRun(workflowId: number, rehearsal: Rehearsal): WorkflowRun {
  const { beganAt, endedAt, activities, transitions } = rehearsal
  return {
    id: 0,
    workflowId,
    version: { id: 0, number: 0 },
    entryId: null,
    state: 'finished',
    dueAt: beganAt,
    startedAt: beganAt,
    finishedAt: endedAt,
    variables: {},
    activities: activities.map(activity => ({ ...blank, ...activity })),
    transitions: transitions.map(({ transitionId, count, people }) => ({
      transitionId,
      count,
      populationId: people.length > 0 ? rehearsedPopulation : null,
    })),
    children: 0,
  }
}

const blank = {
  startedAt: null,
  finishedAt: null,
  wakeAt: null,
  isHeld: false,
  runId: 0,
  deliveryId: null,
  waiting: null,
  answers: null,
}
