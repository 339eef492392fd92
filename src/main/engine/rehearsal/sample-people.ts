import type { Database } from 'better-sqlite3'
import type { RehearsedPerson } from '../../../shared/contract/rehearsals.ts'

/** So many people stand for all who travelled along a transition. */
const mostPeople = 12

interface OutputRow {
  readonly place: string
  readonly populationId: number
}

/**
 * Some of the people who left an activity by an outlet, of the newest runs first; nobody where the workflow keeps no
 * people. A copy is thrown away, so nothing else is left of them.
 * @param runId the last run before
 * @returns asks by activity and outlet
 */
export function samplePeople(
  sql: Database,
  { workflowId, runId }: { readonly workflowId: number; readonly runId: number },
): (activityId: string, outlet: string) => RehearsedPerson[] {
  const outputs = sql
    .prepare(
      `SELECT activity_id || ' ' || outlet place, population_id populationId
       FROM workflow_runs JOIN activity_outputs ON run_id = id
       WHERE workflow_id = ? AND id > ? ORDER BY id DESC`,
    )
    .iterate(workflowId, runId) as Iterable<OutputRow>
  const newest = new Map<string, number[]>()
  for (const { place, populationId } of outputs) {
    const ids = newest.get(place) ?? []
    if (ids.length < mostPeople) newest.set(place, [...ids, populationId])
  }
  const people = sql.prepare(
    `SELECT id personId, trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) name, phone
     FROM people WHERE id IN (
       SELECT DISTINCT person_id FROM json_each(?) JOIN population_members ON population_id = value
       LIMIT ${mostPeople})`,
  )
  return (activityId, outlet) =>
    people.all(JSON.stringify(newest.get(`${activityId} ${outlet}`) ?? [])) as RehearsedPerson[]
}
