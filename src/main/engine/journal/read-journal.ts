import type { Database } from 'better-sqlite3'
import type { JournalEntry, JournalKind } from '../../../shared/contract/delivery-journal.ts'
import type { Trouble } from '../database/trouble.ts'

interface Row {
  readonly key: string
  readonly at: number
  readonly what: string
  readonly data: string
}

/** Moves that tell more than a decision in the audit log does. Without a trouble, a person paused it, which is there. */
const moves: Readonly<Record<string, JournalKind>> = {
  prepare: 'preparing',
  finish: 'prepared',
  fail: 'preparation-failed',
  cancel: 'preparation-cancelled',
  edit: 'edited',
  pause: 'paused-by-itself',
  'line-out': 'line-out',
  'line-back': 'line-back',
  'clock-set-back': 'clock-set-back',
  complete: 'finished',
  conclude: 'nobody',
}

const decisions: Readonly<Record<string, JournalKind>> = {
  'delivery.confirmed': 'confirmed',
  'delivery.withdrawn': 'withdrawn',
  'delivery.held': 'held',
  'delivery.begun': 'begun',
  'delivery.start-missed': 'start-missed',
  'delivery.pause': 'paused',
  'delivery.resume': 'resumed',
  'delivery.stop': 'stopped',
  'delivery.budget-raised': 'budget-raised',
  'delivery.retried': 'retried',
  'delivery.text-chosen': 'text-chosen',
  'delivery.unknown-decided': 'decided-sent',
  'series.released': 'confirmed-by-series',
  'proofs.sent': 'proofs',
}

/** What happened with a delivery and what people decided about it, the latest first. */
export function readJournal(
  sql: Database,
  { id, offset, limit }: { readonly id: number; readonly offset: number; readonly limit: number },
): { total: number; rows: JournalEntry[] } {
  const parameters = {
    id,
    subject: `delivery ${id}`,
    proofs: JSON.stringify({ deliveryId: id }),
    moves: JSON.stringify(Object.keys(moves)),
    decisions: JSON.stringify(Object.keys(decisions)),
  }
  const total = sql.prepare(`SELECT count(*) FROM (${entries})`).pluck().get(parameters) as number
  const rows = sql
    .prepare(`${entries} ORDER BY at DESC, rank DESC, number DESC LIMIT @limit OFFSET @offset`)
    .all({ ...parameters, limit, offset }) as Row[]
  return { total, rows: rows.map(toEntry) }
}

const entries = `
  SELECT 'move ' || id key, at, move what, data, 1 rank, id number FROM delivery_moves
  WHERE delivery_id = @id AND move IN (SELECT value FROM json_each(@moves))
    AND (move <> 'pause' OR data ->> '$.trouble' IS NOT NULL)
  UNION ALL
  SELECT 'audit ' || id, at, action, data, 2, id FROM audit_log
  WHERE subject IN (@subject, @proofs) AND action IN (SELECT value FROM json_each(@decisions))
  UNION ALL
  SELECT 'created', created_at, 'created', '{}', 0, 0 FROM deliveries WHERE id = @id`

function toEntry({ key, at, what, data }: Row): JournalEntry {
  const values = JSON.parse(data) as Record<string, unknown>
  const line = typeof values['line'] === 'string' ? values['line'] : null
  return { key, at, kind: kindOf(what, values), numbers: numbersOf(values), trouble: troubleOf(values), line }
}

function kindOf(what: string, { as, isAutomatic }: Record<string, unknown>): JournalKind {
  const kind = moves[what] ?? decisions[what] ?? 'created'
  if (kind === 'confirmed' && isAutomatic === true) return 'confirmed-by-itself'
  if (kind === 'decided-sent' && as === 'failed') return 'decided-failed'
  return kind
}

function numbersOf(values: Record<string, unknown>): Record<string, number> {
  const proofs = Array.isArray(values['proofs']) ? { messages: values['proofs'].length } : {}
  const retried = typeof values['retried'] === 'number' ? { messages: values['retried'] } : {}
  const plain = Object.entries(values).filter(
    (each): each is [string, number] => numberNames.has(each[0]) && typeof each[1] === 'number',
  )
  return { ...Object.fromEntries(plain), ...proofs, ...retried }
}

const numberNames: ReadonlySet<string> = new Set(['targeted', 'excluded', 'toDeliver', 'messages'])

function troubleOf(values: Record<string, unknown>): Trouble | null {
  if (values['trouble'] !== undefined) return values['trouble'] as Trouble
  return typeof values['code'] === 'string' ? (values as unknown as Trouble) : null
}
