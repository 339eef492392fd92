import type { Database } from 'better-sqlite3'
import { peopleRevision } from './people-revision.ts'

/** As many findings as a person goes back and forth between; one of a million people takes 8 MB. */
const mostKept = 8

/** Finds something out, or remembers what was found under the same key. */
export type Remember = <T>(key: unknown, find: () => Promise<T>) => Promise<T>

/** Keeps the latest findings, under keys that change when people or populations do. */
export function createListMemory(sql: Database): Remember {
  const findings = new Map<string, Promise<unknown>>()
  const populations = sql.prepare('SELECT total(count), max(id) FROM populations').raw()
  return async (key, find) => {
    const stamped = JSON.stringify([peopleRevision(sql), populations.get(), historyStamp(sql, key), key])
    const finding = findings.get(stamped) ?? find()
    findings.delete(stamped)
    findings.set(stamped, finding)
    // What failed is looked for again.
    finding.catch(() => findings.delete(stamped))
    for (const oldest of findings.keys()) if (findings.size > mostKept) findings.delete(oldest)
    return finding as ReturnType<typeof find>
  }
}

const historyTables =
  /\b(?:messages|exclusions|inbound_messages|deliveries|clicks|subscriptions|subscription_events|suppressions)\b/

/** What was sent and received, and who agreed to it, changes without a change of people: any write may then have made a difference. */
function historyStamp(sql: Database, key: unknown): unknown {
  if (!historyTables.test(JSON.stringify(key))) return 0
  const written = sql.prepare('SELECT total_changes()').pluck().get()
  return [written, sql.pragma('data_version', { simple: true })]
}
