import { noteConfirmation } from '../deliveries/edit-delivery.ts'
import type { SmsSettings } from '../../../shared/activities/sms.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import { writeProperties } from '../deliveries/delivery-properties.ts'
import type { Trouble } from '../database/trouble.ts'
import { pickMembers } from '../populations/pick-members.ts'
import type { Step, StepOutcome } from './activity-runner.ts'

/** The delivery that an activity has made in a run. */
export interface OwnDelivery {
  readonly id: number
  readonly state: DeliveryState
  readonly trouble: string | null
  /** Null where it is not prepared. */
  readonly toDeliver: number | null
}

/** What an activity has made before it was cut off, or while it waits. */
export function findDelivery({ context, runId, activity }: Step): OwnDelivery | undefined {
  return context.workspace.sql
    .prepare(
      `SELECT id, state, trouble, preparation ->> '$.toDeliver' AS toDeliver FROM deliveries
       WHERE run_id = ? AND activity_id = ?`,
    )
    .get(runId, activity.id) as OwnDelivery | undefined
}

/** Which firing of which recurring delivery a new delivery is. */
export interface Execution {
  readonly parentId: number
  readonly period: string | null
  readonly firedFor: number
}

/** The delivery and the start of its preparation are one transaction: there is never a draft that nobody prepares. */
export function createDelivery(
  { content, delivery, properties }: Pick<SmsSettings, 'content' | 'delivery' | 'properties'>,
  step: Step,
  execution?: Execution,
): OwnDelivery {
  const { context, preparations, runId, workflowId, activity, inbound, variables } = step
  const { sql } = context.workspace
  return sql.transaction((): OwnDelivery => {
    const { lastInsertRowid } = sql
      .prepare(
        `INSERT INTO deliveries (label, state, content, settings, workflow_id, run_id, activity_id, population_id,
           created_at, parent_id, period, fired_for, variables)
         VALUES (@label, 'draft', @content, @settings, @workflowId, @runId, @activityId, @population,
           @now, @parentId, @period, @firedFor, @variables)`,
      )
      .run({
        label: activity.label || 'SMS',
        workflowId,
        runId,
        activityId: activity.id,
        content: JSON.stringify(content),
        settings: JSON.stringify(delivery),
        population: inbound[0]?.populationId,
        now: context.clock.now(),
        parentId: execution?.parentId ?? null,
        period: execution?.period ?? null,
        firedFor: execution?.firedFor ?? null,
        variables: JSON.stringify(variables),
      })
    const id = Number(lastInsertRowid)
    noteConfirmation(context, { id, after: delivery })
    if (properties) writeProperties(sql, id, properties)
    preparations.start(id)
    return { id, state: 'preparing', trouble: null, toDeliver: null }
  })()
}

type Following = Pick<SmsSettings, 'outbound'>

/**
 * Where the delivery of an activity leaves it: without an outlet it is done when the delivery is prepared, with one when it
 * has been sent. A stopped delivery lets nobody go on.
 */
export async function followDelivery(
  settings: Following,
  step: Step,
  delivery: OwnDelivery,
): Promise<StepOutcome> {
  if (delivery.toDeliver === 0 && isDecided.has(delivery.state)) return passNobody(settings, step, delivery)
  switch (delivery.state) {
    case 'failed':
      // Somebody else may text them then: what could be mended and sent later would text them twice.
      return {
        kind: 'failed',
        error: errorOf(delivery),
        rerouted: [{ kind: 'stop-delivery', deliveryId: delivery.id }],
      }
    case 'ready':
    case 'scheduled':
    case 'sending':
    case 'paused':
      return settings.outbound === 'none' ? { kind: 'finished', outputs: {} } : { kind: 'waiting' }
    case 'stopped':
      return { kind: 'finished', outputs: {} }
    case 'finished':
      return letGoOn(settings, step, delivery)
    default:
      return { kind: 'waiting' }
  }
}

function errorOf({ trouble }: OwnDelivery): Trouble {
  return trouble === null ? { code: 'engine/bug', data: {} } : (JSON.parse(trouble) as Trouble)
}

const isDecided: ReadonlySet<DeliveryState> = new Set(['ready', 'stopped'])

/**
 * There is nothing that anybody could confirm, so it is not waited for: the next firings would be left out. Where nobody
 * came in by a schedule, the delivery is over; else somebody looks at why, and can mend it.
 */
async function passNobody(settings: Following, step: Step, delivery: OwnDelivery): Promise<StepOutcome> {
  const outcome = await letGoOn(settings, step, delivery)
  if (outcome.kind !== 'finished' || !isEmptyFiring(step)) return outcome
  return { ...outcome, effects: [{ kind: 'stop-delivery', deliveryId: delivery.id }] }
}

function isEmptyFiring({ context, runId, inbound }: Step): boolean {
  const found = context.workspace.sql
    .prepare(
      `SELECT 1 FROM workflow_runs WHERE id = ? AND entry_id IS NOT NULL
         AND EXISTS (SELECT 1 FROM populations WHERE id = ? AND count = 0)`,
    )
    .get(runId, inbound[0]?.populationId ?? 0)
  return found !== undefined
}

async function letGoOn(
  { outbound }: Following,
  { context, inbound, signal }: Step,
  { id }: OwnDelivery,
): Promise<StepOutcome> {
  const from = inbound[0]?.populationId
  if (outbound === 'none' || from === undefined) return { kind: 'finished', outputs: {} }
  if (outbound === 'everyone') return { kind: 'finished', outputs: { sent: from } }
  const sent = await pickMembers({ sql: context.workspace.sql, signal }, from, addressedBy(id))
  return { kind: 'finished', outputs: { sent } }
}

/** Whoever was not excluded; that a message failed later changes nothing (TR-09). */
function addressedBy(deliveryId: number): SqlPart {
  return {
    sql: `EXISTS (SELECT 1 FROM messages
      WHERE messages.person_id = population_members.person_id AND delivery_id = ?)`,
    parameters: [deliveryId],
  }
}
