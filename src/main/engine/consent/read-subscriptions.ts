import type { Database } from 'better-sqlite3'
import type { Subscription, SubscriptionChange } from '../../../shared/contract/subscriptions.ts'
import { readPerson } from '../people/person-row.ts'
import { readList } from './subscription-lists.ts'

/** What was done with a list, the latest first. @throws UserError `subscription-list/not-found` */
export function listChanges(
  sql: Database,
  { id, offset, limit }: { readonly id: number; readonly offset: number; readonly limit: number },
): { total: number; rows: SubscriptionChange[] } {
  readList(sql, id)
  const total = sql.prepare('SELECT count(*) FROM subscription_changes WHERE list_id = ?').pluck().get(id)
  const rows = sql
    .prepare(`
      SELECT change.id, state, at, source, note, text, lines.name AS lineName, people
      FROM subscription_changes AS change LEFT JOIN lines ON lines.id = line_id
      WHERE list_id = ? ORDER BY change.id DESC LIMIT ? OFFSET ?`)
    .all(id, limit, offset) as SubscriptionChange[]
  return { total: Number(total), rows }
}

/** Where a person stands with every list, with the evidence of it. @throws UserError `person/not-found` */
export function readSubscriptions(sql: Database, personId: number): Subscription[] {
  const { id } = readPerson(sql, personId)
  return sql
    .prepare(`
      SELECT list.id AS listId, list.name AS listName, coalesce(own.state, 'none') AS state, since, phone, source,
        note, text, lines.name AS lineName
      FROM subscription_lists AS list
        LEFT JOIN subscriptions AS own ON own.list_id = list.id AND own.person_id = ?
        LEFT JOIN subscription_changes AS change ON change.id = own.change_id
        LEFT JOIN lines ON lines.id = change.line_id
      WHERE list.removed_at IS NULL ORDER BY list.name COLLATE NOCASE, list.id`)
    .all(id) as Subscription[]
}
