import type { Database } from 'better-sqlite3'
import type { EngineContext } from '../context.ts'

const revisions = new WeakMap<Database, number>()

/** Goes up whenever people changed in a way that lists and counts show. */
export function peopleRevision(sql: Database): number {
  return revisions.get(sql) ?? 0
}

/** Makes lists and counts look again, and tells every client. */
export function announcePeople(context: EngineContext): void {
  const { sql } = context.workspace
  revisions.set(sql, peopleRevision(sql) + 1)
  context.publish('people.changed', {})
}
