import type { Database } from 'better-sqlite3'
import { breathe } from '../breathe.ts'
import { collectMatching } from '../matching-ids.ts'
import { personOrders, type PersonOrder } from '../person-orders.ts'
import type { BackWork } from './back-work.ts'

const entriesAtOnce = 5000

/**
 * Takes the people of an import out of the orders, walking along each of them: removing them one by one, as they
 * were in the file, would write most pages many times.
 * @param range the ids that its people lie in
 */
export async function leaveOrders(
  sql: Database,
  { first, last }: { readonly first: number; readonly last: number },
  work: BackWork,
): Promise<void> {
  // Somebody may have been added by hand while the import was read.
  const theirs = '+people.id BETWEEN ? AND ? AND people.import_id IS NOT ?'
  const ids = await collectMatching(sql, { sql: theirs, parameters: [first, last, work.importId] })
  if (last < first) return
  for (const order of Object.values(personOrders)) {
    await leaveOrder(sql, order, { first, last, others: JSON.stringify([...ids]), ...work })
  }
}

async function leaveOrder(
  sql: Database,
  { table, key }: PersonOrder,
  {
    first,
    last,
    others,
    stored,
    isStopped,
  }: { first: number; last: number; others: string } & Pick<BackWork, 'stored' | 'isStopped'>,
): Promise<void> {
  const findEnd = sql.prepare(`
    SELECT ${key} AS key, person_id AS id FROM ${table} WHERE (${key}, person_id) > (?, ?)
    ORDER BY ${key}, person_id LIMIT 1 OFFSET ${entriesAtOnce}`)
  const inRange = `person_id BETWEEN ? AND ? AND person_id NOT IN (SELECT value FROM json_each(?))`
  const remove = sql.prepare(
    `DELETE FROM ${table} WHERE (${key}, person_id) > (?, ?) AND (${key}, person_id) <= (?, ?) AND ${inRange}`,
  )
  const removeRest = sql.prepare(`DELETE FROM ${table} WHERE (${key}, person_id) > (?, ?) AND ${inRange}`)
  let start: { key: string; id: number } = { key: '', id: -1 }
  for (;;) {
    const end = findEnd.get(start.key, start.id) as typeof start | undefined
    if (!end) break
    remove.run(start.key, start.id, end.key, end.id, first, last, others)
    start = end
    stored(entriesAtOnce)
    await breathe()
    if (isStopped()) return
  }
  removeRest.run(start.key, start.id, first, last, others)
}
