import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Delivery, Preparation, StateCounts } from '../../../shared/contract/deliveries.ts'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import type { SeriesSettings } from '../../../shared/delivery/series-settings.ts'
import { UserError } from '../../../shared/errors.ts'
import type { DeliveryState } from '../../../shared/lifecycles/delivery.ts'
import { messageStates } from '../../../shared/lifecycles/message.ts'
import type { Trouble } from '../database/trouble.ts'
import { readExecutions, sumExecutions } from '../series/read-executions.ts'
import { readSpent } from '../outbox/spending.ts'
import {
  propertiesColumns,
  propertiesJoins,
  propertiesOf,
  type PropertiesRow,
} from './delivery-properties.ts'
import { countMessages } from './count-messages.ts'
import { nameLines, readSharedLines } from './shared-lines.ts'

interface DeliveryRow extends PropertiesRow {
  readonly id: number
  readonly label: string
  readonly state: DeliveryState
  readonly content: string
  readonly settings: string
  readonly lineId: number | null
  readonly lineName: string
  readonly lineKind: string
  readonly workflowId: number | null
  readonly workflowName: string
  readonly runId: number | null
  readonly activityId: string | null
  readonly populationId: number
  readonly preparation: string | null
  readonly createdAt: number
  readonly confirmedAt: number | null
  readonly timeZone: string | null
  readonly startsAt: number | null
  readonly begunAt: number | null
  readonly finishedAt: number | null
  readonly trouble: string | null
  readonly parentId: number | null
  readonly parentLabel: string
  readonly period: string | null
  readonly firedFor: number
  readonly confirmation: SeriesSettings['confirmation'] | null
  readonly aggregation: SeriesSettings['aggregation'] | null
}

/** The line is the one it was prepared with, else the one it would be: chosen, or the default. */
const select = `
  SELECT d.id, d.label, d.state, d.content, d.settings, d.workflow_id workflowId, d.run_id runId,
    d.activity_id activityId, d.population_id populationId, d.preparation, d.created_at createdAt,
    d.confirmed_at confirmedAt, d.time_zone timeZone, d.starts_at startsAt, d.begun_at begunAt,
    d.finished_at finishedAt, d.trouble, lines.id lineId, lines.name lineName, lines.kind lineKind,
    workflows.name workflowName, d.parent_id parentId, parents.label parentLabel, d.period,
    d.fired_for firedFor, series.confirmation, series.aggregation, ${propertiesColumns}
  FROM deliveries d
  LEFT JOIN deliveries parents ON parents.id = d.parent_id
  LEFT JOIN series ON series.delivery_id = coalesce(d.parent_id, d.id)
  LEFT JOIN workflows ON workflows.id = d.workflow_id
  ${propertiesJoins}
  LEFT JOIN lines ON lines.id = CASE
    WHEN d.state NOT IN ('draft', 'preparing', 'failed') AND d.line_id IS NOT NULL THEN d.line_id
    ELSE coalesce(d.settings ->> '$.lineId', (SELECT id FROM lines WHERE is_default = 1)) END`

/** Deliveries that hold no messages yet, whatever is still being removed. */
const unpreparedStates: readonly DeliveryState[] = ['draft', 'preparing', 'failed', 'recurring', 'suspended']

/**
 * One delivery.
 * @throws UserError `delivery/not-found`
 */
export function readDelivery(sql: Database, id: number): Delivery {
  const row = sql.prepare(`${select} WHERE d.id = ?`).get(id) as DeliveryRow | undefined
  if (!row) throw new UserError('delivery/not-found')
  return toDelivery(sql, row)
}

/** Which deliveries are listed. */
export interface DeliverySelection {
  readonly workflowId?: number | undefined
  readonly withExecutions?: boolean | undefined
}

/** All deliveries but proofs, or those of one workflow, the newest first; executions of recurring ones only where they are asked for. */
export function listDeliveries(
  sql: Database,
  { workflowId, withExecutions = false }: DeliverySelection = {},
): Delivery[] {
  const rows = sql
    .prepare(
      `${select} WHERE (@workflowId IS NULL OR d.workflow_id = @workflowId)
       AND (@withExecutions OR d.parent_id IS NULL)
       AND d.id NOT IN (SELECT delivery_id FROM proofs) ORDER BY d.id DESC`,
    )
    .all({ workflowId: workflowId ?? null, withExecutions: Number(withExecutions) }) as DeliveryRow[]
  return rows.map(row => toDelivery(sql, row))
}

function toDelivery(sql: Database, row: DeliveryRow): Delivery {
  const { id, label, state, populationId, createdAt, confirmedAt, finishedAt } = row
  const { timeZone, startsAt, begunAt } = row
  return {
    id,
    label,
    state,
    populationId,
    revision: revisionOf(row),
    createdAt,
    confirmedAt,
    timeZone,
    startsAt,
    begunAt,
    finishedAt,
    content: JSON.parse(row.content) as DeliveryContent,
    settings: JSON.parse(row.settings) as DeliverySettings,
    properties: propertiesOf(row),
    campaign: row.campaignId === null ? null : { id: row.campaignId, name: row.campaignName },
    ...lineFactsOf(sql, row),
    workflow:
      row.workflowId === null
        ? null
        : {
            id: row.workflowId,
            name: row.workflowName,
            runId: row.runId,
            activityId: row.activityId,
          },
    preparation: row.preparation === null ? null : (JSON.parse(row.preparation) as Preparation),
    counts: unpreparedStates.includes(state) ? noMessages() : countMessages(sql, id),
    spent: readSpent(sql, id),
    trouble: row.trouble === null ? null : (JSON.parse(row.trouble) as Trouble),
    ...seriesFactsOf(sql, row),
  }
}

/** The line that it goes through; of several the first, under the names of all. */
function lineFactsOf(sql: Database, row: DeliveryRow): Pick<Delivery, 'line'> {
  const { pool } = JSON.parse(row.settings) as DeliverySettings
  const lines = readSharedLines(sql, row.id, pool)
  const [first] = lines
  if (!first)
    return { line: row.lineId === null ? null : { id: row.lineId, name: row.lineName, kind: row.lineKind } }
  const shared = lines.map(({ id, name }) => ({ id, name }))
  return { line: { ...first, name: nameLines(lines), shared } }
}

/** What a delivery has to do with a recurring one: it is an execution, the parent, or neither. */
function seriesFactsOf(sql: Database, row: DeliveryRow): Pick<Delivery, 'execution' | 'series'> {
  const { id, parentId, parentLabel, period, firedFor, confirmation, aggregation } = row
  if (confirmation === null || aggregation === null) return {}
  if (parentId !== null) return { execution: { parentId, parentLabel, period, firedFor, confirmation } }
  return { series: { aggregation, confirmation, sums: sumExecutions(readExecutions(sql, id)) } }
}

/** The same for the same label, content and settings, whoever wrote them. */
function revisionOf({ label, content, settings }: DeliveryRow): string {
  const hash = createHash('sha256').update(JSON.stringify([label, content, settings]))
  return hash.digest('base64url').slice(0, 16)
}

function noMessages(): StateCounts {
  return Object.fromEntries(messageStates.map(state => [state, 0])) as StateCounts
}
