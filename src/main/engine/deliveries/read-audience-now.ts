import type { Database } from 'better-sqlite3'
import { activityDefinitions } from '../../../shared/activities/index.ts'
import type { AudienceNow } from '../../../shared/contract/audience-now.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { conditionOf } from '../audiences/people-source.ts'
import { breathe } from '../people/breathe.ts'
import { peopleListOf } from '../people/people-list.ts'

/** Members that are read between two breaths. */
const stretch = 20_000

interface OriginRow {
  readonly activityId: string
  readonly populationId: number
  readonly document: string
  readonly before: number
}

/**
 * Whether the audience has changed since the people of a delivery were frozen. Null where that cannot be told: they went
 * through other activities in between, only some of them were let in, they are not kept any more, or the audience is gone.
 * @throws UserError `delivery/not-found`
 */
export async function readAudienceNow(sql: Database, deliveryId: number): Promise<AudienceNow | null> {
  if (!sql.prepare('SELECT 1 FROM deliveries WHERE id = ?').get(deliveryId))
    throw new UserError('delivery/not-found')
  const origin = sql
    .prepare(
      `SELECT activity_id activityId, population_id populationId, versions.document, populations.count AS "before"
       FROM deliveries
       JOIN workflow_runs AS runs ON runs.id = run_id JOIN workflow_versions AS versions ON versions.id = version_id
       JOIN populations ON populations.id = population_id
       WHERE deliveries.id = ? AND populations.members = 'kept'`,
    )
    .get(deliveryId) as OriginRow | undefined
  const source = origin && sourceBefore(JSON.parse(origin.document) as WorkflowDocument, origin.activityId)
  if (!origin || !source) return null
  try {
    const people = await peopleListOf(sql).ids({ source, sortBy: 'id', descending: false })
    return { before: origin.before, now: people.length, ...(await compareMembers(sql, origin, people)) }
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

/**
 * How many of the people were not there before, and how many who were are not any more. Both lists come in order of id and are
 * gone through side by side.
 * @param people ids, ascending
 */
async function compareMembers(
  sql: Database,
  { populationId, before }: OriginRow,
  people: Float64Array,
): Promise<Pick<AudienceNow, 'came' | 'left'>> {
  let [at, both] = [0, 0]
  for await (const members of eachMemberStretch(sql, populationId)) {
    for (const member of members) {
      while ((people[at] ?? Infinity) < member) at += 1
      if (people[at] === member) both += 1
    }
  }
  return { came: people.length - both, left: before - both }
}

async function* eachMemberStretch(sql: Database, populationId: number): AsyncGenerator<number[]> {
  const select = sql
    .prepare(
      'SELECT person_id FROM population_members WHERE population_id = ? AND person_id > ? ORDER BY person_id LIMIT ?',
    )
    .pluck()
  for (let last: number | undefined = 0; last !== undefined;) {
    const members = select.all(populationId, last, stretch) as number[]
    yield members
    last = members.at(-1)
    await breathe()
  }
}

/** The audience or the rule right before an activity. */
function sourceBefore(document: WorkflowDocument, activityId: string): Parameters<typeof conditionOf>[1] {
  if ((document.settings?.qualification?.rule ?? 'every-time') !== 'every-time') return undefined
  const inbound = document.transitions.filter(({ to }) => to === activityId)
  const before = document.activities.find(({ id }) => id === inbound[0]?.from)
  if (inbound.length !== 1 || before?.kind !== 'build-audience') return undefined
  const read = activityDefinitions['build-audience'].settings.safeParse(before.settings)
  if (!read.success) return undefined
  return read.data.source === 'rule' ? { rule: read.data.rule } : { audienceId: read.data.audienceId }
}
