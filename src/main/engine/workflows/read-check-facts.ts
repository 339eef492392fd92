import type { Database } from 'better-sqlite3'
import type { AudienceKind } from '../../../shared/audience-kind.ts'
import type { CheckFacts } from '../activities/activity-runner.ts'
import { readRuleSetting } from '../audiences/people-source.ts'
import { readContentSetting } from '../content/read-content-setting.ts'
import { takesSender } from '../lines/takes-sender.ts'
import type { FileAccess } from '../context.ts'
import { findKept } from '../files/kept-file.ts'
import { findDefaultLineId, listLineRows } from '../lines/line-row.ts'
import { readFieldNames } from '../preparation/preparation-plan.ts'
import { findLostSkips } from '../series/lost-skips.ts'
import { findSignal } from './signal-target.ts'

interface AudienceFacts {
  readonly id: number
  readonly name: string
  readonly kind: AudienceKind
  readonly expiresAt: number | null
}

/**
 * What a check of a workflow needs to know about the workspace, and about files on this machine.
 * @param checkedId the workflow that is checked, where it is one
 */
export function readCheckFacts(sql: Database, files?: FileAccess, checkedId?: number): CheckFacts {
  const audiences = sql
    .prepare('SELECT id, name, kind, expires_at AS expiresAt FROM audiences')
    .all() as AudienceFacts[]
  const ruleSetting = readRuleSetting(sql)
  const hasExpired = ({ expiresAt }: AudienceFacts): boolean =>
    expiresAt !== null && expiresAt <= ruleSetting.readMoment().now
  return {
    audiences: new Set(audiences.map(({ id }) => id)),
    saved: audiences,
    expiredAudiences: new Map(audiences.filter(hasExpired).map(({ id, name }) => [id, name])),
    lines: new Map(listLineRows(sql).map(({ id, kind }) => [id, kind])),
    hasDefaultLine: findDefaultLineId(sql) !== undefined,
    fieldNames: readFieldNames(sql),
    contentSetting: readContentSetting(sql, []),
    takesSender: lineId => takesSender(sql, lineId),
    ruleSetting,
    findFile: key => findFile(sql, key, files),
    findLostSkips: place =>
      checkedId === undefined
        ? { moments: [], timeZone: 'UTC' }
        : findLostSkips(sql, { workflowId: checkedId, ...place }),
    findSignal: workflowId => findSignal(sql, workflowId, checkedId),
  }
}

function findFile(
  sql: Database,
  key: string,
  files: FileAccess | undefined,
): ReturnType<CheckFacts['findFile']> {
  const row = findKept(sql, key)
  if (!row) return undefined
  const isPlaceKnown = row.place !== null && (files === undefined || files.placeOf(row.place) !== undefined)
  return { isCopied: row.copiedAt !== null, isPlaceKnown }
}
