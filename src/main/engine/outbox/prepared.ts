import type { Database, Statement } from 'better-sqlite3'

const caches = new WeakMap<Database, Map<string, Statement>>()

/** A statement of a connection, compiled once. */
export function prepared(database: Database, sql: string): Statement {
  const cache = caches.get(database) ?? new Map<string, Statement>()
  caches.set(database, cache)
  const statement = cache.get(sql) ?? database.prepare(sql)
  cache.set(sql, statement)
  return statement
}
