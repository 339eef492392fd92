import type { Database } from 'better-sqlite3'
import { foldName } from '../people/fold-name.ts'
import type { AudienceKind } from '../../../shared/audience-kind.ts'

/** An audience of a name, whatever its accents and capitals: a list before a query, and the newest of several. */
export function findAudienceByName(
  sql: Database,
  name: string,
): { readonly id: number; readonly name: string; readonly kind: AudienceKind } | undefined {
  const key = foldName(name.trim())
  const audiences = sql.prepare("SELECT id, name, kind FROM audiences ORDER BY kind = 'list' DESC, id DESC")
  return (audiences.all() as { id: number; name: string; kind: AudienceKind }[]).find(
    audience => foldName(audience.name) === key,
  )
}
