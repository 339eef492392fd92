import type { Database } from 'better-sqlite3'
import type { AudienceKind } from '../../../shared/audience-kind.ts'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import { readRule } from '../../../shared/rule.ts'
import { findUses, usersOf, type Uses } from './find-uses.ts'

interface AudienceRow {
  readonly id: number
  readonly name: string
  readonly kind: AudienceKind
  readonly rule: string
  readonly refreshedAt: number | null
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
  readonly updatedAt: number
}

const select = `SELECT id, name, kind, rule, refreshed_at AS refreshedAt, expires_at AS expiresAt,
  last_used_at AS lastUsedAt, updated_at AS updatedAt FROM audiences`

/** All audiences by name. */
export function readAudiences(sql: Database): Audience[] {
  const uses = findUses(sql, 'audienceId')
  const rows = sql.prepare(`${select} ORDER BY name COLLATE NOCASE, id`).all() as AudienceRow[]
  return rows.map(row => toAudience(row, uses))
}

/** @throws UserError `audience/not-found` */
export function readAudience(sql: Database, id: number): Audience {
  const row = sql.prepare(`${select} WHERE id = ?`).get(id) as AudienceRow | undefined
  if (!row) throw new UserError('audience/not-found')
  return toAudience(row, findUses(sql, 'audienceId'))
}

function toAudience(row: AudienceRow, uses: Uses): Audience {
  return { ...row, rule: readRule(JSON.parse(row.rule)), ...usersOf(uses, row.id) }
}
