import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { cancelMessagesOf } from '../outbox/cancel-messages-of.ts'
import { workThrough, type SelectionWork, type Worked } from './work-through.ts'

/**
 * Deletes people and cancels what was still to be sent to them. What was sent stays in the ledger, under ids that are never
 * given again.
 */
export async function removePeople(
  context: EngineContext,
  work: Omit<SelectionWork, 'change'>,
): Promise<Worked> {
  const remove = context.workspace.sql.prepare(
    'DELETE FROM people WHERE id IN (SELECT value FROM json_each(?))',
  )
  const change = (ids: string): number => {
    cancelMessagesOf(context, ids)
    return remove.run(ids).changes
  }
  const worked = await workThrough(context, { ...work, change })
  writeAudit(context, { action: 'people.remove', subject: 'people', data: { ...worked } })
  return worked
}
