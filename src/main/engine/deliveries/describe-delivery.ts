import type { Database } from 'better-sqlite3'
import {
  deliveryPropertiesSchema,
  tidyProperties,
  type DeliveryProperties,
} from '../../../shared/delivery/delivery-properties.ts'
import { isSame } from '../../../shared/is-same.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { writeProperties } from './delivery-properties.ts'
import { readDelivery } from './read-delivery.ts'

/** What is to be different; what is absent stays as it is. */
export interface Description {
  readonly id: number
  readonly label?: string | undefined
  readonly properties?: DeliveryProperties | undefined
}

/**
 * Changes what a delivery is found by. Whatever state it is in, nobody who gets it sees that; the activity that made it
 * last says the same from then on (SD-12).
 * @throws UserError `delivery/not-found`
 */
export function describeDelivery(context: EngineContext, { id, label, properties }: Description): void {
  const { sql } = context.workspace
  const { workflow, ...before } = readDelivery(sql, id)
  sql.transaction(() => {
    if (label !== undefined) sql.prepare('UPDATE deliveries SET label = ? WHERE id = ?').run(label, id)
    if (properties) writeProperties(sql, id, properties)
    if (workflow?.activityId && isLastOf(sql, id)) {
      describeActivity(context, {
        workflowId: workflow.id,
        activityId: workflow.activityId,
        label: label ?? before.label,
        properties: tidyProperties(properties ?? before.properties),
      })
    }
  })()
  context.publish('delivery.changed', { id })
}

/** Whether its activity has made no other one since. An execution of a recurring delivery speaks for itself alone. */
function isLastOf(sql: Database, id: number): boolean {
  const found = sql
    .prepare(
      `SELECT 1 FROM deliveries d WHERE id = @id AND parent_id IS NULL AND NOT EXISTS (
         SELECT 1 FROM deliveries later WHERE later.id > @id AND later.workflow_id = d.workflow_id
           AND later.activity_id = d.activity_id AND later.parent_id IS NULL
           AND later.id NOT IN (SELECT delivery_id FROM proofs))`,
    )
    .get({ id })
  return found !== undefined
}

interface Described {
  readonly workflowId: number
  readonly activityId: string
  readonly label: string
  readonly properties: DeliveryProperties
}

/** In the drawing and in its newest version alike: what is only found by another name needs no publishing. */
function describeActivity(context: EngineContext, described: Described): void {
  const { workflowId } = described
  const { sql } = context.workspace
  const drawn = sql.prepare('SELECT document FROM workflows WHERE id = ?').pluck().get(workflowId)
  const other = typeof drawn === 'string' ? describedIn(drawn, described) : undefined
  if (other !== undefined) {
    sql
      .prepare('UPDATE workflows SET document = ?, revision = revision + 1, updated_at = ? WHERE id = ?')
      .run(other, context.clock.now(), workflowId)
    context.publish('workflows.changed', { id: workflowId })
  }
  describeVersion(sql, described)
}

function describeVersion(sql: Database, described: Described): void {
  const newest = sql
    .prepare('SELECT id, document FROM workflow_versions WHERE workflow_id = ? ORDER BY number DESC LIMIT 1')
    .get(described.workflowId) as { readonly id: number; readonly document: string } | undefined
  const other = newest && describedIn(newest.document, described)
  if (other === undefined) return
  sql.prepare('UPDATE workflow_versions SET document = ? WHERE id = ?').run(other, newest?.id)
}

/** The document with what is said of one activity; undefined where it says that already, or has no such activity. */
function describedIn(
  text: string,
  { activityId, label, properties }: Pick<Described, 'activityId' | 'label' | 'properties'>,
): string | undefined {
  const document = JSON.parse(text) as WorkflowDocument
  const tidy = tidyProperties(properties)
  let isOther = false
  const activities = document.activities.map((activity): Activity => {
    if (activity.id !== activityId) return activity
    if (activity.label === label && isSame(saidOf(activity), tidy)) return activity
    isOther = true
    return { ...activity, label, settings: { ...activity.settings, properties } }
  })
  return isOther ? JSON.stringify({ ...document, activities }) : undefined
}

/**
 * What a person says of an activity, its delivery says as well as long as it has not been released: they are one thing
 * with two doors. Belongs behind the saving of a drawing.
 */
export function followDrawing(context: EngineContext, workflowId: number, document: WorkflowDocument): void {
  const { sql } = context.workspace
  for (const { id, activityId } of readUnreleased(sql, workflowId)) {
    const activity = document.activities.find(each => each.id === activityId)
    if (!activity) continue
    const { label: known, properties: said } = readDelivery(sql, id)
    const label = activity.label.trim() || known
    const properties = saidOf(activity) ?? said
    if (label === known && isSame(properties, said)) continue
    sql.prepare('UPDATE deliveries SET label = ? WHERE id = ?').run(label, id)
    writeProperties(sql, id, properties)
    // As it is written there, so that both texts stay the same.
    const written = (activity.settings['properties'] ?? {}) as DeliveryProperties
    describeVersion(sql, { workflowId, activityId, label: activity.label, properties: written })
    context.publish('delivery.changed', { id })
  }
}

/** Undefined while what is written there cannot be kept. */
function saidOf({ settings }: Activity): DeliveryProperties | undefined {
  const read = deliveryPropertiesSchema.safeParse(settings['properties'] ?? {})
  return read.success ? tidyProperties(read.data) : undefined
}

/** Single deliveries of a workflow that nobody has confirmed yet, each the last of its activity. */
function readUnreleased(
  sql: Database,
  workflowId: number,
): readonly { readonly id: number; readonly activityId: string }[] {
  return sql
    .prepare(
      `SELECT max(id) id, activity_id activityId FROM deliveries
       WHERE workflow_id = ? AND parent_id IS NULL AND activity_id IS NOT NULL
         AND state IN ('draft', 'preparing', 'ready', 'failed')
         AND id NOT IN (SELECT delivery_id FROM proofs)
       GROUP BY activity_id`,
    )
    .all(workflowId) as { id: number; activityId: string }[]
}
