import { usualAlerts, type AlertKind, type DeliveryAlert } from '../../../shared/contract/delivery-alerts.ts'
import type { EngineContext } from '../context.ts'
import { prepared } from '../outbox/prepared.ts'
import type { Outbox } from '../outbox/start-outbox.ts'
import { readSettings } from '../workspace/settings.ts'

const minuteMs = 60_000
/** What ended before is no news. */
const newsMs = 24 * 60 * minuteMs
/** Among fewer messages a share says nothing. */
const fewest = 20

interface Row {
  readonly deliveryId: number
  readonly label: string
  readonly since: number
}

/** All deliveries that somebody should look at, as it stands now, the latest first. */
export function findAlerts(context: EngineContext, outbox: Pick<Outbox, 'progressOf'>): DeliveryAlert[] {
  const { sql } = context.workspace
  const { errorPercent, lateMinutes } = readSettings(sql).alerts ?? usualAlerts
  const now = context.clock.now()
  const found = [
    ...findStopped(context, now),
    ...(lateMinutes === null ? [] : findLate(context, outbox, now - lateMinutes * minuteMs)),
    ...(errorPercent === null ? [] : findErrors(context, errorPercent, now)),
  ]
  return found.toSorted((one, other) => other.since - one.since)
}

function alertOf(
  row: Row,
  kind: AlertKind,
  more: Partial<Pick<DeliveryAlert, 'percent' | 'trouble'>> = {},
): DeliveryAlert {
  return { percent: null, trouble: null, ...more, ...row, kind }
}

/** What the program itself could not go on with. */
function findStopped({ workspace: { sql } }: EngineContext, now: number): DeliveryAlert[] {
  const since = `coalesce((SELECT max(at) FROM delivery_moves WHERE delivery_id = deliveries.id), created_at)`
  const query = `SELECT id deliveryId, label, state, trouble, ${since} since FROM deliveries
    WHERE state IN ('failed', 'paused') AND trouble IS NOT NULL`
  const rows = prepared(sql, query).all() as (Row & { readonly state: string; readonly trouble: string })[]
  return rows
    .filter(({ since: at }) => now - at < newsMs * 7)
    .map(({ state, trouble, ...row }) =>
      alertOf(row, state === 'failed' ? 'preparation-failed' : 'paused', {
        trouble: JSON.parse(trouble) as DeliveryAlert['trouble'],
      }),
    )
}

/** What has not begun at its time, and what stands still although its people could be texted. */
function findLate(
  { workspace: { sql } }: EngineContext,
  outbox: Pick<Outbox, 'progressOf'>,
  before: number,
): DeliveryAlert[] {
  const overdue = prepared(
    sql,
    "SELECT id deliveryId, label, starts_at since FROM deliveries WHERE state = 'scheduled' AND starts_at < ?",
  ).all(before) as Row[]
  const sending = prepared(
    sql,
    `SELECT id deliveryId, label, line_id lineId, max(begun_at, 1000 * coalesce(
       (SELECT max(second) FROM delivery_timeline WHERE delivery_id = deliveries.id), 0)) since
     FROM deliveries WHERE state = 'sending'`,
  ).all() as (Row & { readonly lineId: number | null })[]
  // Where others of its line go on, it only waits for its turn.
  const moving = new Set(sending.filter(({ since }) => since >= before).map(({ lineId }) => lineId))
  const still = sending.flatMap(({ lineId, ...row }) => {
    const progress = moving.has(lineId) ? undefined : outbox.progressOf(row.deliveryId)
    if (!progress || progress.counts.queued === 0 || progress.rest !== null) return []
    return [alertOf(row, progress.awaySince === null ? 'still' : 'away')]
  })
  return [...overdue.map(row => alertOf(row, 'overdue')), ...still]
}

/** Failures among what has an outcome, of what is being sent or ended a short while ago. */
function findErrors({ workspace: { sql } }: EngineContext, percent: number, now: number): DeliveryAlert[] {
  const count = (states: string): string => `(SELECT coalesce(sum(messages), 0) FROM delivery_counts
    WHERE delivery_id = deliveries.id AND state IN (${states}))`
  const failed = "'failed', 'undelivered'"
  const rows = prepared(
    sql,
    `SELECT id deliveryId, label, coalesce(finished_at, begun_at) since, ${count(failed)} failed,
       ${count(`${failed}, 'accepted', 'delivered', 'unknown'`)} processed
     FROM deliveries WHERE state IN ('sending', 'paused', 'finished') AND begun_at IS NOT NULL
       AND coalesce(finished_at, @now) > @now - ${newsMs}`,
  ).all({ now }) as (Row & { readonly failed: number; readonly processed: number })[]
  return rows
    .filter(row => row.processed >= fewest && row.failed * 100 >= row.processed * percent)
    .map(({ failed: bad, processed, ...row }) =>
      alertOf(row, 'errors', { percent: Math.round((bad * 100) / processed) }),
    )
}
