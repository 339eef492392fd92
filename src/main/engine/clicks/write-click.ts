import type { ClickFault } from '../../../shared/contract/clicks.ts'
import type { LinkUse } from '../../../shared/content/short-links.ts'
import type { EngineContext } from '../context.ts'

/** What becomes of one click. */
export type ClickOutcome =
  | 'recorded'
  | 'repeated'
  | Extract<ClickFault, 'no-message' | 'too-early' | 'future'>

/** Clocks of other machines may differ by so much. */
const slackMs = 5 * 60_000

interface Found {
  readonly personId: number
  readonly begunAt: number | null
}

/** Writes clicks that are known by the code of their link, each with the message that it was in; in the caller's transaction. */
export function createClickWriter({
  workspace,
  clock,
}: EngineContext): (use: LinkUse, at: number) => ClickOutcome {
  const { sql } = workspace
  // A person who was merged into another one is that one now; proofs are in no statistics.
  const find = sql.prepare(
    `SELECT coalesce(into_id, person_id) personId, begun_at begunAt
     FROM messages JOIN deliveries ON deliveries.id = delivery_id
       LEFT JOIN merged_people ON merged_people.id = person_id
     WHERE person_id = @personId AND delivery_id = @deliveryId
       AND messages.state NOT IN ('queued', 'cancelled', 'expired')
       AND delivery_id NOT IN (SELECT delivery_id FROM proofs) LIMIT 1`,
  )
  const insert = sql.prepare(
    'INSERT OR IGNORE INTO clicks (person_id, at, url, delivery_id) VALUES (?, ?, ?, ?)',
  )
  const readTarget = sql
    .prepare(
      "SELECT preparation ->> ('$.links[' || CAST(? AS INTEGER) || '].target') FROM deliveries WHERE id = ?",
    )
    .pluck()
  const targets = new Map<string, string | null>()

  /** Where the link leads; null where the delivery has no such link. */
  function targetOf({ deliveryId, link }: LinkUse): string | null {
    const key = `${deliveryId} ${link}`
    const known = targets.get(key)
    if (known !== undefined) return known
    const target = (readTarget.get(link, deliveryId) as string | null | undefined) ?? null
    targets.set(key, target)
    return target
  }

  return (use, at) => {
    const url = targetOf(use)
    const { deliveryId, personId } = use
    const found = url === null ? undefined : (find.get({ deliveryId, personId }) as Found | undefined)
    if (url === null || !found) return 'no-message'
    if (found.begunAt === null || at < found.begunAt - slackMs) return 'too-early'
    if (at > clock.now() + slackMs) return 'future'
    return insert.run(found.personId, at, url, deliveryId).changes > 0 ? 'recorded' : 'repeated'
  }
}
