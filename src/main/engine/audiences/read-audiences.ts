import type { Database } from 'better-sqlite3'
import type { AudienceKind } from '../../../shared/audience-kind.ts'
import type { Audience } from '../../../shared/contract/audiences.ts'
import { UserError } from '../../../shared/errors.ts'
import { readRule } from '../../../shared/rule.ts'

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

/** Whose document or rule names an audience. */
interface Use {
  readonly audienceId: number
  readonly id: number
  readonly name: string
}

const select = `SELECT id, name, kind, rule, refreshed_at AS refreshedAt, expires_at AS expiresAt,
  last_used_at AS lastUsedAt, updated_at AS updatedAt FROM audiences`

/** All audiences by name. */
export function readAudiences(sql: Database): Audience[] {
  const uses = readUses(sql)
  const rows = sql.prepare(`${select} ORDER BY name COLLATE NOCASE, id`).all() as AudienceRow[]
  return rows.map(row => toAudience(row, uses))
}

/** @throws UserError `audience/not-found` */
export function readAudience(sql: Database, id: number): Audience {
  const row = sql.prepare(`${select} WHERE id = ?`).get(id) as AudienceRow | undefined
  if (!row) throw new UserError('audience/not-found')
  return toAudience(row, readUses(sql))
}

function toAudience(row: AudienceRow, { workflows, audiences }: ReturnType<typeof readUses>): Audience {
  const ofThis = (use: Use): boolean => use.audienceId === row.id
  return {
    ...row,
    rule: readRule(JSON.parse(row.rule)),
    usedBy: workflows.filter(ofThis).map(({ id, name }) => ({ workflowId: id, name })),
    usedByAudiences: audiences.filter(ofThis).map(({ id, name }) => ({ audienceId: id, name })),
  }
}

/** From the documents and the rules themselves: wherever either says `audienceId`, however deep. */
function readUses(sql: Database): { readonly workflows: Use[]; readonly audiences: Use[] } {
  const find = (table: string, json: string): Use[] =>
    sql
      .prepare(`
        SELECT DISTINCT node.atom AS audienceId, ${table}.id, ${table}.name
        FROM ${table}, json_tree(${table}.${json}) AS node
        WHERE node.key = 'audienceId' AND node.type = 'integer'
        ORDER BY ${table}.name, ${table}.id`)
      .all() as Use[]
  return { workflows: find('workflows', 'document'), audiences: find('audiences', 'rule') }
}
