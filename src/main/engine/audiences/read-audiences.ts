import type { Database } from 'better-sqlite3'
import type { AudienceKind, AudienceOrigin } from '../../../shared/audience-kind.ts'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import { readRule } from '../../../shared/rule.ts'
import { findUses, usersOf, type Uses } from './find-uses.ts'

interface AudienceRow {
  readonly id: number
  readonly name: string
  readonly kind: AudienceKind
  readonly rule: string
  readonly origin: AudienceOrigin
  readonly workflowId: number | null
  readonly workflowName: string | null
  readonly refreshedAt: number | null
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  readonly updatedAt: number
}

const select = `SELECT audiences.id, audiences.name, kind, rule, origin, workflow_id AS workflowId,
  workflows.name AS workflowName, refreshed_at AS refreshedAt, expires_at AS expiresAt,
  last_used_at AS lastUsedAt, audiences.updated_at AS updatedAt
  FROM audiences LEFT JOIN workflows ON workflows.id = workflow_id`

/** All audiences by name. */
export function readAudiences(sql: Database): Audience[] {
  const uses = findUses(sql, 'audienceId')
  const rows = sql
    .prepare(`${select} ORDER BY audiences.name COLLATE NOCASE, audiences.id`)
    .all() as AudienceRow[]
  return rows.map(row => toAudience(row, uses))
}

/** @throws UserError `audience/not-found` */
export function readAudience(sql: Database, id: number): Audience {
  const row = sql.prepare(`${select} WHERE audiences.id = ?`).get(id) as AudienceRow | undefined
  if (!row) throw new UserError('audience/not-found')
  return toAudience(row, findUses(sql, 'audienceId'))
}

function toAudience({ workflowId, workflowName, ...row }: AudienceRow, uses: Uses): Audience {
  const filledBy = workflowId === null ? null : { workflowId, name: workflowName ?? '' }
  return { ...row, rule: readRule(JSON.parse(row.rule)), filledBy, ...usersOf(uses, row.id) }
}
