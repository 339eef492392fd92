import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { breathe } from '../people/breathe.ts'
import { announcePeople } from '../people/people-revision.ts'

/** Numbers lifted between two breaths. */
const span = 2_000

/**
 * Lifts the suppressions of one act, but of nobody who has asked for no more messages: before it, when the number keeps the
 * cause that it had, or since.
 */
export async function undoSuppressions(
  context: EngineContext,
  { actId, signal }: { readonly actId: number; readonly signal: AbortSignal },
): Promise<{ removed: number; optedOut: number; isWhole: boolean }> {
  const { sql } = context.workspace
  const hasOptedOut = `EXISTS (SELECT 1 FROM inbound_messages INDEXED BY inbound_messages_by_sender
    WHERE sender = suppressions.phone AND opts_out = 1)`
  const lift = sql.prepare(
    `DELETE FROM suppressions WHERE phone IN (SELECT phone FROM suppressions INDEXED BY suppressions_by_act
       WHERE act_id = ? AND cause = 'manual' AND NOT ${hasOptedOut} LIMIT ${span})`,
  )
  let removed = 0
  let isWhole = false
  while (!isWhole && !signal.aborted) {
    const { changes } = lift.run(actId)
    removed += changes
    isWhole = changes < span
    await breathe()
  }
  const left = sql.prepare('SELECT count(*) FROM suppressions WHERE act_id = ?').pluck().get(actId)
  const optedOut = isWhole ? Number(left) : 0
  writeAudit(context, { action: 'suppressions.undo', subject: 'suppressions', data: { actId, removed } })
  if (removed > 0) {
    context.publish('suppressions.changed', {})
    announcePeople(context)
  }
  return { removed, optedOut, isWhole }
}
