import type { Database, Statement } from 'better-sqlite3'
import { subscriptionLife, type SubscriptionState } from '../../../shared/lifecycles/subscription.ts'
import { UserError } from '../../../shared/errors.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import type { EngineContext } from '../context.ts'
import { collectMatching } from '../people/matching-ids.ts'
import { workThroughIds } from '../people/work-through.ts'
import { openChange, type Evidence } from './open-change.ts'

/** Whom to put where, and by what right. */
export interface SubscriptionOrder extends Evidence {
  readonly listId: number
  /** Where they are to stand; who cannot come there from where they stand is left as they are. */
  readonly state: SubscriptionState
  /** A condition on the table `people`, or ids. */
  readonly people: SqlPart | readonly number[] | Float64Array
  /** Also who left the list themselves; else those are held back. Who leaves or lapses is never held back. */
  readonly includesUnsubscribed?: boolean | undefined
  /** Named in the pushes about progress. */
  readonly job?: string | undefined
}

/** What became of everybody who was asked for: the four numbers add up to them, as far as the work came. */
export interface SubscriptionResult {
  readonly changed: number
  readonly unchanged: number
  readonly withoutNumber: number
  readonly heldBack: number
  readonly isWhole: boolean
}

/**
 * Puts people into a state on a list, with the evidence, piece by piece and each piece in a transaction. Done again it
 * changes nothing, so work that was cut off is simply repeated; with the same `workKey` it counts as one act.
 * @throws UserError `subscription-list/not-found`
 */
export async function changeSubscriptions(
  context: EngineContext,
  order: SubscriptionOrder,
  signal: AbortSignal,
): Promise<SubscriptionResult> {
  const { sql } = context.workspace
  const exists = sql.prepare('SELECT 1 FROM subscription_lists WHERE id = ? AND removed_at IS NULL')
  if (!exists.get(order.listId)) throw new UserError('subscription-list/not-found')
  const ids = await idsOf(sql, order.people)
  const tally = { unchanged: 0, withoutNumber: 0, heldBack: 0 }
  const apply = createPiece(context, order, tally)
  const work = { job: order.job, signal, change: apply }
  const { changed, isWhole } = await workThroughIds(context, ids, work)
  if (changed > 0) context.publish('subscriptions.changed', {})
  return { changed, ...tally, isWhole }
}

async function idsOf(sql: Database, people: SubscriptionOrder['people']): Promise<Float64Array> {
  if (people instanceof Float64Array) return people
  if ('sql' in people) return collectMatching(sql, people)
  return Float64Array.from(new Set(people)).toSorted()
}

type Tally = Record<'unchanged' | 'withoutNumber' | 'heldBack', number>

/** The work on one piece: everybody in it is counted once, and whom something is done for gets an event and a state. */
function createPiece(
  context: EngineContext,
  order: SubscriptionOrder,
  tally: Tally,
): (ids: string) => number {
  const { clock, workspace } = context
  const { sql } = workspace
  const { listId, state } = order
  const count = sql.prepare(countText)
  const write = prepareWrites(sql)
  const change = openChange(context, order)
  const terms = {
    listId,
    state,
    sources: JSON.stringify(sourcesTo(state)),
    holdsBack: Number(holdsBack(order)),
  }
  return ids => {
    const { people, fit, bare, held } = count.get({ ...terms, ids }) as Counted
    const changed = fit === 0 ? 0 : apply(ids, fit)
    tally.withoutNumber += bare
    tally.heldBack += held
    tally.unchanged += people - bare - held - changed
    return changed
  }

  function apply(ids: string, fit: number): number {
    const changeId = change(fit)
    const now = clock.now()
    write.events.run({ ...terms, ids, changeId })
    write.states.run({ listId, state, ids, changeId, now, joinedAt: state === 'subscribed' ? now : null })
    if (state === 'subscribed' && order.includesUnsubscribed) write.forget.run({ listId, ids })
    write.list.run(now, listId)
    return fit
  }
}

interface Counted {
  readonly people: number
  readonly fit: number
  readonly bare: number
  readonly held: number
}

/** The states from which some move leads to this one. */
function sourcesTo(state: SubscriptionState): string[] {
  return Object.entries(subscriptionLife)
    .filter(([, moves]) => (Object.values(moves) as string[]).includes(state))
    .map(([from]) => from)
}

/** Joining and being asked to are what somebody who left is spared. */
function holdsBack({ state, includesUnsubscribed = false }: SubscriptionOrder): boolean {
  return !includesUnsubscribed && (state === 'subscribed' || state === 'pending')
}

const from = `
  FROM people LEFT JOIN subscriptions ON list_id = @listId AND subscriptions.person_id = people.id
  WHERE people.id IN (SELECT value FROM json_each(@ids))`
const before = "coalesce(subscriptions.state, 'none')"
/** Who left, or had left when they were deleted and came back with the same number. */
const hasLeft = `(${before} = 'unsubscribed' OR (subscriptions.state IS NULL AND EXISTS (
  SELECT 1 FROM remembered_unsubscriptions AS gone
  WHERE gone.list_id = @listId AND gone.phone = people.phone)))`
const canMove = `${before} IN (SELECT value FROM json_each(@sources))`
const fits = `people.phone IS NOT NULL AND ${canMove} AND NOT (@holdsBack AND ${hasLeft})`

const countText = `
  SELECT count(*) AS people, total(${fits}) AS fit, total(people.phone IS NULL AND ${canMove}) AS bare,
    total(people.phone IS NOT NULL AND @holdsBack AND ${canMove} AND ${hasLeft}) AS held ${from}`

function prepareWrites(sql: Database): Record<'events' | 'states' | 'forget' | 'list', Statement> {
  return {
    events: sql.prepare(`
      INSERT OR REPLACE INTO subscription_events (change_id, person_id, state_before, phone)
      SELECT @changeId, people.id, ${before}, people.phone ${from} AND ${fits}`),
    states: sql.prepare(`
      INSERT INTO subscriptions (list_id, person_id, state, since, subscribed_at, phone, change_id)
      SELECT @listId, person_id, @state, @now, @joinedAt, phone, @changeId FROM subscription_events
      WHERE change_id = @changeId AND person_id IN (SELECT value FROM json_each(@ids))
      ON CONFLICT DO UPDATE SET state = excluded.state, since = excluded.since, phone = excluded.phone,
        change_id = excluded.change_id, subscribed_at = coalesce(excluded.subscribed_at, subscribed_at)`),
    forget: sql.prepare(`
      DELETE FROM remembered_unsubscriptions WHERE list_id = @listId AND phone IN (
        SELECT phone FROM people WHERE id IN (SELECT value FROM json_each(@ids)))`),
    list: sql.prepare('UPDATE subscription_lists SET changed_at = ? WHERE id = ?'),
  }
}
