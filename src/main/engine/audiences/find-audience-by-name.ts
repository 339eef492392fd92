import type { Database } from 'better-sqlite3'
import type { AudienceKind } from '../../../shared/audience-kind.ts'

/** An audience of a name, whatever its capitals: a list before a query, and the newest of several. */
export function findAudienceByName(
  sql: Database,
  name: string,
): { readonly id: number; readonly kind: AudienceKind } | undefined {
  return sql
    .prepare(
      `SELECT id, kind FROM audiences WHERE name = ? COLLATE NOCASE ORDER BY kind = 'list' DESC, id DESC LIMIT 1`,
    )
    .get(name.trim()) as { id: number; kind: AudienceKind } | undefined
}
