import type { Database } from 'better-sqlite3'
import type { MessageShare, Reaction } from '../../../shared/contract/delivery-figures.ts'
import type { MessageState } from '../../../shared/lifecycles/message.ts'
import type { SqlPart } from '../audiences/sql-part.ts'
import { isReaction, reactedTo } from '../delivery-tests/reacted.ts'

/** What the sums of the dashboard tell apart. */
type Told = Exclude<MessageShare['by'], Reaction>

const waits = "messages.state IN ('queued', 'claimed')"

/** A condition on messages, that means the same as the sums of the dashboard: what waits has no line and no reason yet. */
const ofMessages: Readonly<Record<Told, string>> = {
  line: `CAST(iif(${waits}, 0, ifnull(messages.line_id, 0)) AS TEXT) = ?`,
  country: `ifnull((SELECT country FROM places WHERE places.id = place_id), '') = ?`,
  language: "ifnull(messages.language, '') = ?",
  variant: "ifnull(messages.variant, '') = ?",
  text: "ifnull(CAST(messages.test AS TEXT), '') = ?",
  parts: 'CAST(messages.parts AS TEXT) = ?',
  reason: `iif(${waits}, '', ifnull(messages.reason, '')) = ?`,
}

const ofCells: Readonly<Record<Told, string>> = {
  line: 'CAST(line_id AS TEXT) = @key',
  country: `ifnull((SELECT country FROM places WHERE places.id = place_id), '') = @key`,
  language: 'language = @key',
  variant: 'variant = @key',
  text: "iif(test = -1, '', CAST(test AS TEXT)) = @key",
  parts: 'CAST(parts AS TEXT) = @key',
  reason: 'reason = @key',
}

/** Whether a message belongs to a share. */
export function isOfShare(share: MessageShare, deliveryId: number): SqlPart {
  const { by, key } = share
  if (isReaction(by)) {
    const reacted = reactedTo(deliveryId, by, key)
    return { sql: `messages.id IN (${reacted.sql})`, parameters: reacted.parameters }
  }
  return { sql: `(${ofMessages[by]})`, parameters: [keyOf(share)] }
}

/** How many messages of a delivery belong to a share, in these states or in any. */
export function countShare(
  sql: Database,
  {
    id,
    states,
    share,
  }: {
    readonly id: number
    readonly states: readonly MessageState[] | undefined
    readonly share: MessageShare & { readonly by: Told }
  },
): number {
  const wanted = states ? JSON.stringify(states) : null
  return sql
    .prepare(
      `SELECT coalesce(sum(messages), 0) FROM delivery_cells WHERE delivery_id = @id AND ${ofCells[share.by]}
       AND (@wanted IS NULL OR state IN (SELECT value FROM json_each(@wanted)))`,
    )
    .pluck()
    .get({ id, key: keyOf(share), wanted }) as number
}

/** Messages without a line have 0. */
function keyOf({ by, key }: MessageShare): string {
  return by === 'line' && key === '' ? '0' : key
}
