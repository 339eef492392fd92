import type { WorkflowDocument } from '../../src/shared/workflow-document.ts'
import type { GivenPerson } from './campaign-world.ts'
import { createWorkflowWorld, type GivenActivity, type WorkflowWorld } from './workflow-world.ts'

/** A wait in which each goes on at ten o'clock of the day that is written in a field of theirs. */
export const byDate: GivenActivity = {
  kind: 'wait',
  settings: {
    until: 'date',
    field: 'due',
    offset: 0,
    time: '10:00',
    isYearly: false,
    past: 'go-on',
    hasNoDate: false,
  },
}

/** Person 11 is due today, 12 and 13 tomorrow, and others as they are given; today is Monday, nine o'clock. */
export async function createDueWorld(
  document: WorkflowDocument,
  others: readonly GivenPerson[] = [],
): Promise<WorkflowWorld> {
  const world = await createWorkflowWorld(document)
  const { sql } = world.context.workspace
  sql.exec(
    "INSERT INTO person_fields (key, label, type, position) VALUES ('due', 'Due', 'date', 0); DELETE FROM people",
  )
  const due = (date: string): Pick<GivenPerson, 'fields'> => ({ fields: { due: date } })
  world.addPeople([
    { id: 11, phone: '+447700900011', ...due('2026-01-05') },
    { id: 12, phone: '+447700900012', ...due('2026-01-06') },
    { id: 13, phone: '+447700900013', ...due('2026-01-06') },
    ...others,
  ])
  return world
}
