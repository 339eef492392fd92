import type { SubscriptionSource } from '../../../shared/contract/subscriptions.ts'
import type { SubscriptionState } from '../../../shared/lifecycles/subscription.ts'
import type { EngineContext } from '../context.ts'

/** What proves a change of subscriptions. */
export interface Evidence {
  readonly source: SubscriptionSource
  /** Where the consent comes from, in words. */
  readonly note?: string | undefined
  /** The message that it came by, and the line. */
  readonly text?: string | undefined
  readonly lineId?: number | undefined
  /** Names the work that this belongs to, such as an activity of a run: taken up again, it is the same act. */
  readonly workKey?: string | undefined
}

interface Order extends Evidence {
  readonly listId: number
  readonly state: SubscriptionState
}

/**
 * The act that a piece of work belongs to: written down when it concerns its first person, in the caller's transaction.
 * @returns a function that counts more people to it and gives its id
 */
export function openChange(
  { workspace, clock }: EngineContext,
  { listId, state, source, note, text, lineId, workKey }: Order,
): (people: number) => number {
  const { sql } = workspace
  const find = sql.prepare('SELECT id FROM subscription_changes WHERE work_key = ?').pluck()
  const insert = sql.prepare(`
    INSERT INTO subscription_changes (list_id, at, state, source, note, text, line_id, work_key)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const count = sql.prepare('UPDATE subscription_changes SET people = people + ? WHERE id = ?')
  let id: number | undefined
  return people => {
    const known = id ?? (workKey === undefined ? undefined : (find.get(workKey) as number | undefined))
    id =
      known ??
      Number(
        insert.run(
          listId,
          clock.now(),
          state,
          source,
          note || null,
          text || null,
          lineId ?? null,
          workKey ?? null,
        ).lastInsertRowid,
      )
    count.run(people, id)
    return id
  }
}
