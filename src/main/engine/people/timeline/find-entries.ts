import type { Database } from 'better-sqlite3'
import { timelineKinds, type TimelineKind } from '../../../../shared/contract/timeline.ts'

/** Whose entries, and which. */
export interface TimelineQuery {
  readonly personId: number
  /** E.164; what came from it is theirs. */
  readonly phone: string | null
  readonly kinds?: readonly TimelineKind[] | undefined
  readonly deliveryId?: number | undefined
}

/** Where an entry is written down. */
export interface EntryPlace {
  readonly kind: TimelineKind
  readonly at: number
  /** Of the message, the click or the act; of the delivery for an exclusion. */
  readonly id: number
  /** Who they were then, where a merge may have changed it. */
  readonly personId: number
}

/** The person, and everyone who was merged into them. */
const ids = '(SELECT @personId UNION ALL SELECT id FROM merged_people WHERE into_id = @personId)'

const traces: Readonly<Record<TimelineKind, string>> = {
  sent: `SELECT 'sent' AS kind, ifnull(accepted_at, changed_at) AS at, id, person_id AS personId
    FROM messages WHERE person_id IN ${ids} AND (@deliveryId IS NULL OR +delivery_id = @deliveryId)`,
  received: `SELECT 'received', received_at, id, @personId
    FROM inbound_messages WHERE sender = @phone AND @deliveryId IS NULL`,
  excluded: `SELECT 'excluded', ifnull(confirmed_at, created_at), delivery_id, person_id
    FROM exclusions JOIN deliveries ON deliveries.id = delivery_id
    WHERE person_id IN ${ids} AND position = 0 AND (@deliveryId IS NULL OR delivery_id = @deliveryId)`,
  clicked: `SELECT 'clicked', at, id, person_id
    FROM clicks WHERE person_id IN ${ids} AND (@deliveryId IS NULL OR +delivery_id = @deliveryId)`,
  consent: `SELECT 'consent', at, change_id, person_id
    FROM subscription_events JOIN subscription_changes ON subscription_changes.id = change_id
    WHERE person_id IN ${ids} AND @deliveryId IS NULL`,
}

/** The entries of a window, the latest first, and how many there are in all. */
export function findEntries(
  sql: Database,
  { kinds = timelineKinds, personId, phone, deliveryId }: TimelineQuery,
  window: { readonly offset: number; readonly limit: number },
): { total: number; places: EntryPlace[] } {
  const union = traces.sent + ' AND 0 UNION ALL ' + kinds.map(kind => traces[kind]).join(' UNION ALL ')
  const asked = { personId, phone, deliveryId: deliveryId ?? null }
  const total = sql.prepare(`SELECT count(*) FROM (${union})`).pluck().get(asked)
  const places = sql
    .prepare(`SELECT * FROM (${union}) ORDER BY at DESC, kind, id DESC LIMIT @limit OFFSET @offset`)
    .all({ ...asked, ...window }) as EntryPlace[]
  return { total: Number(total), places }
}
