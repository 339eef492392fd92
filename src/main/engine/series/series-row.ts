import type { Database } from 'better-sqlite3'
import type { DeliveryContent } from '../../../shared/delivery/delivery-content.ts'
import type { DeliverySettings } from '../../../shared/delivery/delivery-settings.ts'
import type { SeriesSettings } from '../../../shared/delivery/series-settings.ts'
import { UserError } from '../../../shared/errors.ts'

/** A recurring delivery is stopped for good, or makes an execution at each firing unless it is suspended. */
export type SeriesState = 'recurring' | 'suspended' | 'stopped'

/** A recurring delivery as it is kept. */
export interface SeriesRow extends SeriesSettings {
  readonly id: number
  readonly state: SeriesState
  readonly label: string
  readonly content: DeliveryContent
  readonly settings: DeliverySettings
  readonly workflowId: number | null
  readonly activityId: string
  readonly finishedAt: number | null
}

type Kept = Omit<SeriesRow, 'content' | 'settings'> & { readonly content: string; readonly settings: string }

const select = `SELECT id, state, label, content, settings, workflow_id workflowId, activity_id activityId,
  finished_at finishedAt, aggregation, confirmation
  FROM series JOIN deliveries ON deliveries.id = series.delivery_id`

/**
 * One recurring delivery.
 * @throws UserError `delivery/not-found`, also for a delivery that is none
 */
export function readSeriesRow(sql: Database, id: number): SeriesRow {
  const row = sql.prepare(`${select} WHERE delivery_id = ?`).get(id) as Kept | undefined
  if (!row) throw new UserError('delivery/not-found')
  return toRow(row)
}

/** The recurring delivery of an activity, the latest where earlier ones were stopped. */
export function findSeriesOf(sql: Database, workflowId: number, activityId: string): SeriesRow | undefined {
  const row = sql
    .prepare(`${select} WHERE workflow_id = ? AND activity_id = ? ORDER BY id DESC LIMIT 1`)
    .get(workflowId, activityId) as Kept | undefined
  return row && toRow(row)
}

function toRow(row: Kept): SeriesRow {
  return {
    ...row,
    content: JSON.parse(row.content) as DeliveryContent,
    settings: JSON.parse(row.settings) as DeliverySettings,
  }
}
