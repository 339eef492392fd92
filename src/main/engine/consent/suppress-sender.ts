import { writeAudit } from '../deliveries/write-audit.ts'
import type { EngineContext } from '../context.ts'
import { announcePeople } from '../people/people-revision.ts'

/** As long as the note of a suppression may be. */
const longestNote = 500

/**
 * Suppresses the number that opted out, with its words and its message as evidence; one that is suppressed already keeps its
 * cause. Runs in the caller's transaction.
 */
export function suppressSender(
  context: EngineContext,
  answer: { readonly phone: string; readonly text: string; readonly at: number; readonly inboundId: number },
): void {
  const { phone, text, at, inboundId } = answer
  const { changes } = context.workspace.sql
    .prepare(
      "INSERT OR IGNORE INTO suppressions (phone, cause, note, at, inbound_id) VALUES (?, 'stop', ?, ?, ?)",
    )
    .run(phone, text.trim().slice(0, longestNote), at, inboundId)
  if (changes === 0) return
  writeAudit(context, { action: 'suppressions.stop', subject: 'suppressions', data: { inboundId } })
  context.publish('suppressions.changed', {})
  announcePeople(context)
}
