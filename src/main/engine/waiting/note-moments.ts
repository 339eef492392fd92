import type { WaitSettings } from '../../../shared/activities/wait.ts'
import type { Moment } from '../../../shared/calendar-day.ts'
import { dueDateOf } from '../../../shared/schedule/due-date.ts'
import type { Step } from '../activities/activity-runner.ts'
import { columnOf } from '../audiences/field-column.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { columnValue } from '../populations/column-value.ts'
import { readColumns } from '../populations/read-columns.ts'
import { endsOfMembers, stretchesOf } from '../populations/stretches.ts'
import { noDate, type Waiting } from './waiting-people.ts'

/** Ids noted between two breaths. */
const span = 2000

type ByDate = Extract<WaitSettings, { until: 'date' }>

/** How many people do not go on at all. */
export interface LeftOut {
  /** Their day is over. */
  readonly past: number
  /** They have no date. */
  readonly none: number
}

/** When a person goes on, epoch ms, or why not at all. */
type Fate = number | keyof LeftOut

/**
 * Notes the moment of everyone who came in, of whom nobody is noted yet. People without a date leave at once.
 * @throws UserError `rule/unknown-field` where the field is gone, DOMException `AbortError` once the signal is set
 */
export async function noteMoments(
  settings: ByDate,
  step: Step,
  { from, timeZone }: { readonly from: Waiting; readonly timeZone: string },
): Promise<LeftOut> {
  const { sql } = step.context.workspace
  const { runId, activityId, populationId } = from
  const select = sql
    .prepare(
      `SELECT person_id, ${dateOf(settings.field, step, populationId)}
       FROM population_members JOIN people ON people.id = person_id
       WHERE population_id = ? AND person_id BETWEEN ? AND ?`,
    )
    .raw()
  const insert = sql.prepare('INSERT INTO waiting_people VALUES (?, ?, ?, ?)')
  const fates = new Map<string | null, Fate>()
  const leftOut = { past: 0, none: 0 }
  const note = sql.transaction((rows: [number, string | null][]) => {
    for (const [personId, date] of rows) {
      const fate = fates.get(date) ?? fateOf(date, settings, { now: step.startedAt, timeZone })
      fates.set(date, fate)
      if (typeof fate === 'string') leftOut[fate] += 1
      else insert.run(runId, activityId, fate, personId)
    }
  })
  for await (const { first, last } of stretchesOf(endsOfMembers(sql, [populationId]), step.signal, span)) {
    note(select.all(populationId, first, last) as [number, string | null][])
  }
  return leftOut
}

function fateOf(date: string | null, settings: ByDate, moment: Moment): Fate {
  const due = date === null ? undefined : dueDateOf(date, settings, moment)
  if (!due) return settings.hasNoDate ? noDate : 'none'
  return due.isPast && settings.past === 'leave-out' ? 'past' : Math.max(due.at, moment.now)
}

/** The expression of the date: of what people carry, else of the field. */
function dateOf(field: string, { context }: Step, populationId: number): string {
  const { sql } = context.workspace
  if (readColumns(sql, populationId).some(({ name }) => name === field)) return columnValue(field)
  return columnOf(field, { fields: readFieldTypes(sql) })
}
