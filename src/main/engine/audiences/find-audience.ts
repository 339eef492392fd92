import type { Database } from 'better-sqlite3'
import { readRule } from '../../../shared/rule.ts'
import type { NamedAudience } from './rule-setting.ts'

/** A saved audience as rules see it, or undefined where it is gone. */
export function findAudience(sql: Database, id: number): NamedAudience | undefined {
  const found = sql
    .prepare('SELECT name, rule, member_set AS memberSet FROM audiences WHERE id = ?')
    .get(id) as { name: string; rule: string; memberSet: number | null } | undefined
  return found && { ...found, rule: readRule(JSON.parse(found.rule)) }
}
