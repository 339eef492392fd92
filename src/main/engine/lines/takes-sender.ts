import type { Database } from 'better-sqlite3'
import { isLineKind, LINES } from '../../../shared/lines/index.ts'
import { findDefaultLineId, findLineRow } from './line-row.ts'

/** Whether a line, null for the default, can send under a name instead of its number. */
export function takesSender(sql: Database, lineId: number | null): boolean {
  const line = findLineRow(sql, lineId ?? findDefaultLineId(sql) ?? 0)
  return line !== undefined && isLineKind(line.kind) && LINES[line.kind].capabilities.senderName
}
