import type { Database } from 'better-sqlite3'
import { isLost, type ReferenceKind } from '../../../shared/workflow/file/references.ts'

const tables: Readonly<Record<ReferenceKind, { readonly table: string; readonly column: string }>> = {
  audience: { table: 'audiences', column: 'name' },
  line: { table: 'lines', column: 'name' },
  list: { table: 'subscription_lists', column: 'name' },
  tag: { table: 'tags', column: 'name' },
  delivery: { table: 'deliveries', column: 'label' },
  import: { table: 'imports', column: 'file_name' },
  workflow: { table: 'workflows', column: 'name' },
  campaign: { table: 'campaigns', column: 'name' },
  tester: { table: 'test_numbers', column: 'name' },
}

/** What something is called that a workflow names by its id; null where it is gone. */
export function findThingName(
  sql: Database,
  kind: ReferenceKind,
  { workflowId, id }: { readonly workflowId: number; readonly id: number },
): string | null {
  const { table, column } = tables[kind]
  const name: unknown = isLost(id)
    ? sql
        .prepare(
          'SELECT name FROM workflow_lost_references WHERE workflow_id = ? AND kind = ? AND number = ?',
        )
        .pluck()
        .get(workflowId, kind, id)
    : sql.prepare(`SELECT ${column} FROM ${table} WHERE id = ?`).pluck().get(id)
  return typeof name === 'string' ? name.slice(0, 1000) : null
}

/** Ids of the things of a kind that have a name, the oldest first. */
export function findThings(sql: Database, kind: ReferenceKind, name: string): number[] {
  const { table, column } = tables[kind]
  return sql
    .prepare(`SELECT id FROM ${table} WHERE ${column} = ? ORDER BY id LIMIT 1000`)
    .pluck()
    .all(name) as number[]
}
