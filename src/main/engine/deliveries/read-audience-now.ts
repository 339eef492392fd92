import type { Database } from 'better-sqlite3'
import { activityDefinitions } from '../../../shared/activities/index.ts'
import { UserError } from '../../../shared/errors.ts'
import type { WorkflowDocument } from '../../../shared/workflow-document.ts'
import { conditionOf } from '../audiences/people-source.ts'
import { peopleListOf } from '../people/people-list.ts'

/** How many people a delivery was prepared for, and how many its audience holds at this moment. */
export interface AudienceNow {
  readonly before: number
  readonly now: number
}

interface OriginRow {
  readonly activityId: string
  readonly document: string
  readonly before: number
}

/**
 * Whether the audience has changed since the people of a delivery were frozen. Null where that cannot be told: they went
 * through other activities in between, only some of them were let in, or the audience is gone.
 * @throws UserError `delivery/not-found`
 */
export async function readAudienceNow(sql: Database, deliveryId: number): Promise<AudienceNow | null> {
  if (!sql.prepare('SELECT 1 FROM deliveries WHERE id = ?').get(deliveryId))
    throw new UserError('delivery/not-found')
  const origin = sql
    .prepare(
      `SELECT activity_id activityId, versions.document, populations.count AS "before" FROM deliveries
       JOIN workflow_runs AS runs ON runs.id = run_id JOIN workflow_versions AS versions ON versions.id = version_id
       JOIN populations ON populations.id = population_id WHERE deliveries.id = ?`,
    )
    .get(deliveryId) as OriginRow | undefined
  const source = origin && sourceBefore(JSON.parse(origin.document) as WorkflowDocument, origin.activityId)
  if (!origin || !source) return null
  try {
    const { count } = await peopleListOf(sql).count(conditionOf(sql, source), 0)
    return { before: origin.before, now: count }
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
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
