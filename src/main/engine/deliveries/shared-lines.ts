import type { Database } from 'better-sqlite3'
import type { PoolSettings } from '../../../shared/delivery/pool-settings.ts'
import { membersOf } from '../../../shared/delivery/pool-members.ts'
import { listLineRows } from '../lines/line-row.ts'
import { prepared } from '../outbox/prepared.ts'

/** A line that shares a delivery with others. */
export interface SharedLine {
  readonly id: number
  readonly name: string
  readonly kind: string
}

/** So many names are told; of more lines the number is enough. */
const mostNames = 3

/** The lines that share a delivery: as they were frozen, or as they would be now; none where it has no pool. */
export function readSharedLines(sql: Database, id: number, pool: PoolSettings | undefined): SharedLine[] {
  if (!pool) return []
  const frozen = prepared(
    sql,
    'SELECT id, name, kind FROM lines JOIN pool_lines ON line_id = id WHERE delivery_id = ? ORDER BY id',
  ).all(id) as SharedLine[]
  if (frozen.length > 0) return frozen
  return membersOf(pool, listLineRows(sql)).map(line => ({ id: line.id, name: line.name, kind: line.kind }))
}

/** The names of several lines, of many the first ones. */
export function nameLines(lines: readonly { readonly name: string }[]): string {
  const names = lines.slice(0, mostNames).map(({ name }) => name)
  const others = lines.length > mostNames ? ` +${lines.length - mostNames}` : ''
  return `${names.join(', ')}${others}`
}
