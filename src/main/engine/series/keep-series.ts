import type { SmsRecurringSettings } from '../../../shared/activities/sms-recurring.ts'
import { smsRecurring } from '../../../shared/activities/sms-recurring.ts'
import type { Activity, WorkflowDocument } from '../../../shared/workflow-document.ts'
import type { EngineContext } from '../context.ts'
import { writeProperties } from '../deliveries/delivery-properties.ts'
import { createPopulation } from '../populations/create-population.ts'
import { findSeriesOf, readSeriesRow, type SeriesRow } from './series-row.ts'

/** What is published of a workflow. */
interface Published {
  readonly workflowId: number
  readonly document: WorkflowDocument
}

/**
 * Gives each recurring SMS of a version its recurring delivery, and those that there are what the version says of them.
 * One that was stopped stays so; starting the workflow begins another one. Belongs into the transaction that publishes.
 */
export function keepSeries(
  context: EngineContext,
  { workflowId, document }: Published,
  occasion: 'start' | 'publish',
): void {
  for (const activity of document.activities) {
    if (activity.kind !== smsRecurring.kind || activity.mode === 'disabled') continue
    const settings = smsRecurring.settings.safeParse(activity.settings).data
    if (!settings) continue
    const series = findSeriesOf(context.workspace.sql, workflowId, activity.id)
    if (!series || (series.state === 'stopped' && occasion === 'start')) {
      createSeries(context, { workflowId, activity, settings })
    } else if (series.state !== 'stopped') {
      updateSeries(context, series.id, { activity, settings })
    }
  }
}

/** Writes the recurring delivery of an activity; nobody is in its population. */
export function createSeries(
  { workspace: { sql }, clock, publish }: EngineContext,
  given: {
    readonly workflowId: number
    readonly activity: Activity
    readonly settings: SmsRecurringSettings
  },
): SeriesRow {
  const { workflowId, activity, settings } = given
  const { lastInsertRowid } = sql
    .prepare(
      `INSERT INTO deliveries (label, state, content, settings, workflow_id, activity_id, population_id, created_at)
       VALUES (@label, 'recurring', @content, @settings, @workflowId, @activityId, @population, @now)`,
    )
    .run({
      label: labelOf(activity),
      content: JSON.stringify(settings.content),
      settings: JSON.stringify(settings.delivery),
      workflowId,
      activityId: activity.id,
      population: createPopulation(sql, []),
      now: clock.now(),
    })
  const id = Number(lastInsertRowid)
  if (settings.properties) writeProperties(sql, id, settings.properties)
  sql
    .prepare('INSERT INTO series (delivery_id, aggregation, confirmation) VALUES (?, ?, ?)')
    .run(id, settings.aggregation, settings.confirmation)
  publish('delivery.changed', { id })
  return readSeriesRow(sql, id)
}

function updateSeries(
  { workspace: { sql }, publish }: EngineContext,
  id: number,
  { activity, settings }: { readonly activity: Activity; readonly settings: SmsRecurringSettings },
): void {
  const { content, delivery, properties = {}, aggregation, confirmation } = settings
  sql
    .prepare('UPDATE deliveries SET label = ?, content = ?, settings = ? WHERE id = ?')
    .run(labelOf(activity), JSON.stringify(content), JSON.stringify(delivery), id)
  writeProperties(sql, id, properties)
  sql
    .prepare('UPDATE series SET aggregation = ?, confirmation = ? WHERE delivery_id = ?')
    .run(aggregation, confirmation, id)
  publish('delivery.changed', { id })
}

function labelOf({ label }: Activity): string {
  return label || 'SMS'
}
