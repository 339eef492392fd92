import type { Database } from 'better-sqlite3'
import type { CheckFacts } from '../activities/activity-runner.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import { findDefaultLineId, listLineRows } from '../lines/line-row.ts'
import { readFieldNames } from '../preparation/preparation-plan.ts'

interface AudienceFacts {
  readonly id: number
  readonly name: string
  readonly expiresAt: number | null
}

/** What a check of a workflow needs to know about the workspace. */
export function readCheckFacts(sql: Database): CheckFacts {
  const audiences = sql
    .prepare('SELECT id, name, expires_at AS expiresAt FROM audiences')
    .all() as AudienceFacts[]
  const ruleSetting = readRuleSetting(sql)
  const hasExpired = ({ expiresAt }: AudienceFacts): boolean =>
    expiresAt !== null && expiresAt <= ruleSetting.readMoment().now
  return {
    audiences: new Set(audiences.map(({ id }) => id)),
    expiredAudiences: new Map(audiences.filter(hasExpired).map(({ id, name }) => [id, name])),
    lines: new Set(listLineRows(sql).map(line => line.id)),
    hasDefaultLine: findDefaultLineId(sql) !== undefined,
    fieldNames: readFieldNames(sql),
    ruleSetting,
  }
}
