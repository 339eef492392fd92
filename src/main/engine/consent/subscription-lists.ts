import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { SubscriptionList, subscriptionCalls } from '../../../shared/contract/subscriptions.ts'
import { UserError } from '../../../shared/errors.ts'
import { findUses, usersOf, type Uses } from '../audiences/find-uses.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { foldName } from '../people/fold-name.ts'
import { sweepLists } from './sweep-lists.ts'

type SaveInput = z.output<(typeof subscriptionCalls)['subscriptionLists.save']['input']>
type ListRow = Omit<SubscriptionList, 'usedBy' | 'usedByAudiences' | 'usedByRules'>

const select = `SELECT id, name, description, pending, subscribed, unsubscribed, created_at AS createdAt,
  changed_at AS changedAt FROM subscription_lists WHERE removed_at IS NULL`

/** All subscription lists by name. */
export function readLists(sql: Database): SubscriptionList[] {
  const uses = findUses(sql, 'listId')
  const rows = sql.prepare(`${select} ORDER BY name COLLATE NOCASE, id`).all() as ListRow[]
  return rows.map(row => toList(row, uses))
}

/** @throws UserError `subscription-list/not-found` */
export function readList(sql: Database, id: number): SubscriptionList {
  const row = sql.prepare(`${select} AND id = ?`).get(id) as ListRow | undefined
  if (!row) throw new UserError('subscription-list/not-found')
  return toList(row, findUses(sql, 'listId'))
}

/** @throws UserError `subscription-list/name-taken`, `subscription-list/not-found` */
export function saveList(context: EngineContext, { id, name, description }: SaveInput): SubscriptionList {
  const { sql } = context.workspace
  refuseTaken(sql, name, id)
  const savedId = id === undefined ? insertList(context, name, description) : id
  if (id !== undefined) updateList(context, { id, name, description })
  context.publish('subscriptions.changed', {})
  return readList(sql, savedId)
}

/**
 * Takes a list away with everybody on it; what proves who agreed to it stays.
 * @throws UserError `subscription-list/not-found`, `subscription-list/in-use` while a workflow, an audience or a rule names it
 */
export async function removeList(context: EngineContext, id: number): Promise<void> {
  const { sql } = context.workspace
  const { name, usedBy, usedByAudiences, usedByRules } = readList(sql, id)
  const users = [...usedBy, ...usedByAudiences, ...usedByRules].map(use => use.name)
  if (users.length > 0) throw new UserError('subscription-list/in-use', { name, users: users.join(', ') })
  sql.prepare('UPDATE subscription_lists SET removed_at = ? WHERE id = ?').run(context.clock.now(), id)
  writeAudit(context, {
    action: 'subscription-list.remove',
    subject: `subscription list ${id}`,
    data: { name },
  })
  context.publish('subscriptions.changed', {})
  await sweepLists(context)
}

function toList(row: ListRow, uses: Uses): SubscriptionList {
  return { ...row, ...usersOf(uses, row.id) }
}

/** Two lists of one name could not be told apart where one is chosen. */
function refuseTaken(sql: Database, name: string, ownId: number | undefined): void {
  const key = foldName(name)
  const rows = sql.prepare('SELECT id, name FROM subscription_lists WHERE removed_at IS NULL').all() as {
    id: number
    name: string
  }[]
  const taken = rows.find(row => row.id !== ownId && foldName(row.name) === key)
  if (taken) throw new UserError('subscription-list/name-taken', { name: taken.name })
}

function insertList({ workspace, clock }: EngineContext, name: string, description = ''): number {
  const now = clock.now()
  const { lastInsertRowid } = workspace.sql
    .prepare('INSERT INTO subscription_lists (name, description, created_at, changed_at) VALUES (?, ?, ?, ?)')
    .run(name, description, now, now)
  return Number(lastInsertRowid)
}

function updateList(
  { workspace, clock }: EngineContext,
  { id, name, description }: SaveInput & { id: number },
): void {
  const { changes } = workspace.sql
    .prepare(`
      UPDATE subscription_lists SET name = ?, description = coalesce(?, description), changed_at = ?
      WHERE id = ? AND removed_at IS NULL`)
    .run(name, description ?? null, clock.now(), id)
  if (changes === 0) throw new UserError('subscription-list/not-found')
}
