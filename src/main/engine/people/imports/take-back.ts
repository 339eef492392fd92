import type { EngineContext } from '../../context.ts'
import { cancelMessagesOf } from '../../outbox/cancel-messages-of.ts'
import { breathe } from '../breathe.ts'
import { collectMatching } from '../matching-ids.ts'
import { announcePeople } from '../people-revision.ts'
import { leaveOrders } from './leave-orders.ts'

const peopleAtOnce = 2000

/**
 * Removes the people of an import, who are hidden already, and the fields made for it that nobody fills or names.
 * What was sent to them stays in the ledger. Cut off half-way or stopped, it goes on at the next start.
 * @returns how many people were removed
 */
export async function takeBack(
  context: EngineContext,
  importId: number,
  isStopped: () => boolean,
): Promise<number> {
  const { sql } = context.workspace
  const range = sql
    .prepare('SELECT first_person, last_person, options FROM imports WHERE id = ?')
    .get(importId) as {
    first_person: number
    last_person: number
    options: string
  }
  await leaveOrders(sql, importId, { first: range.first_person, last: range.last_person })
  const where = 'id BETWEEN ? AND ? AND import_id = ?'
  const list = sql.prepare(`SELECT json_group_array(id) FROM people WHERE ${where}`).pluck()
  const deletion = sql.prepare(`DELETE FROM people WHERE ${where}`)
  const remove = sql.transaction((first: number, last: number) => {
    cancelMessagesOf(context, list.get(first, last, importId) as string)
    return deletion.run(first, last, importId).changes
  })
  let removed = 0
  for (let first = range.first_person; first <= range.last_person; first += peopleAtOnce) {
    const last = Math.min(first + peopleAtOnce - 1, range.last_person)
    removed += remove.immediate(first, last)
    await breathe()
    if (isStopped()) return removed
  }
  await removeFields(context, JSON.parse(range.options) as { newFields?: string[] })
  sql.prepare('UPDATE imports SET is_settled = 1 WHERE id = ?').run(importId)
  announcePeople(context)
  return removed
}

async function removeFields({ workspace }: EngineContext, options: { newFields?: string[] }): Promise<void> {
  const { sql } = workspace
  const remove = sql.prepare(`
    DELETE FROM person_fields WHERE key = @key
      AND NOT EXISTS (SELECT 1 FROM audiences WHERE instr(rule, @key) > 0)
      AND NOT EXISTS (SELECT 1 FROM workflows WHERE instr(document, @key) > 0)`)
  for (const key of options.newFields ?? []) {
    const filled = await collectMatching(sql, { sql: `people.fields ->> '$.${key}' <> ''`, parameters: [] })
    if (filled.length === 0) remove.run({ key })
  }
}
