import type { Database } from 'better-sqlite3'
import { peopleRevision } from './people-revision.ts'

/** Room for six lists of a million people, and for any number of short ones. */
const mostBytes = 50_000_000
const mostKept = 200

/** Finds something out, or remembers what was found under the same key. */
export type Remember = <T>(key: unknown, find: () => Promise<T>) => Promise<T>

interface Finding {
  readonly found: Promise<unknown>
  bytes: number
}

/** Keeps the latest findings, under keys that change when people or populations do. */
export function createListMemory(sql: Database): Remember {
  const findings = new Map<string, Finding>()
  const populations = sql.prepare('SELECT total(count), max(id) FROM populations').raw()

  function forgetOldest(): void {
    let bytes = [...findings.values()].reduce((sum, finding) => sum + finding.bytes, 0)
    for (const [key, finding] of findings) {
      if (findings.size <= mostKept && bytes <= mostBytes) return
      findings.delete(key)
      bytes -= finding.bytes
    }
  }

  function keep(key: string, found: Promise<unknown>): Finding {
    const finding = { found, bytes: 0 }
    found.then(
      value => {
        finding.bytes = bytesOf(value)
        forgetOldest()
      },
      // What failed is looked for again.
      () => findings.delete(key),
    )
    return finding
  }

  return async (key, find) => {
    const stamped = JSON.stringify([peopleRevision(sql), populations.get(), historyStamp(sql, key), key])
    const finding = findings.get(stamped) ?? keep(stamped, find())
    findings.delete(stamped)
    findings.set(stamped, finding)
    return finding.found as ReturnType<typeof find>
  }
}

/** What a finding takes: ids are eight bytes each, and all else is small. */
function bytesOf(value: unknown): number {
  if (value instanceof Float64Array) return value.byteLength
  return typeof value === 'object' && value !== null && 'ids' in value ? bytesOf(value.ids) : 0
}

const historyTables =
  /\b(?:messages|exclusions|inbound_messages|deliveries|clicks|subscriptions|subscription_events|suppressions)\b/

/** What was sent and received, and who agreed to it, changes without a change of people: any write may then have made a difference. */
function historyStamp(sql: Database, key: unknown): unknown {
  if (!historyTables.test(JSON.stringify(key))) return 0
  const written = sql.prepare('SELECT total_changes()').pluck().get()
  return [written, sql.pragma('data_version', { simple: true })]
}
