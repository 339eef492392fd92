import type { Database } from 'better-sqlite3'
import type { ControlGroup } from '../../../shared/delivery/who-settings.ts'
import { isBuiltInField } from '../../../shared/person-field.ts'
import type { EngineContext } from '../context.ts'
import { columnOf } from '../audiences/field-column.ts'
import { endsOfState } from '../deliveries/ends-of-messages.ts'
import { breathe } from '../people/breathe.ts'
import { readFieldTypes } from '../people/list-fields.ts'
import { stretchesOf } from '../populations/stretches.ts'
import { drawnOf, inControlGroup } from './early-draw.ts'
import { lotOf, lots } from './lot-of.ts'
import type { PreparationPlan } from './preparation-plan.ts'
import { prepareCounted } from './read-counted.ts'
import { takeExtremes } from './take-extremes.ts'
import { foldDigest } from './prepared-digest.ts'
import { tallyExclusion } from './tally-exclusion.ts'
import { samplesOf, untallyMessage, type Tally } from './tally.ts'

/** People taken out between two breaths, and so many make a piece of the digest. */
const chunk = 200
const span = 5000

/** A draw that is under way. */
export interface Draw {
  readonly plan: PreparationPlan
  readonly tally: Tally
  readonly signal: AbortSignal
  /** Within the transaction of each piece. */
  readonly note: () => void
}

/**
 * Takes the control group out of those who would get a message, so that both differ in nothing but that (TY-11). By lot
 * means by a number made of the ids of the delivery and the person: preparing again draws the same people. Of a large
 * group by lot most have been left out where they came up.
 * @throws DOMException `AbortError` once the signal is set
 */
export async function drawControlGroup({ workspace: { sql } }: EngineContext, draw: Draw): Promise<void> {
  const { plan, tally, signal } = draw
  const group = plan.settings.who?.controlGroup
  if (!group) return
  const drawn = drawnOf(tally)
  const candidates = tally.toDeliver + drawn
  const size = sizeOf(group, candidates)
  if (drawn >= size) return
  const table = `temp.control_${plan.deliveryId}`
  try {
    const order = { table, plan, group }
    const enough = lotBelow(size, candidates)
    const entered = await fillOrder(sql, { ...order, below: enough }, signal)
    if (entered < size - drawn) await fillOrder(sql, { ...order, below: lots }, signal)
    await takeOut(sql, { ...draw, table, group, left: size - drawn })
  } finally {
    if (sql.open) sql.exec(`DROP TABLE IF EXISTS ${table}`)
  }
  const isWhole = sql.prepare('SELECT 1 FROM messages WHERE id = ?')
  if (samplesOf(tally).some(id => !isWhole.get(id)))
    await takeExtremes(sql, plan.deliveryId, { tally, signal })
}

/** A share is of those who would get a message; rounded, but never everybody. */
function sizeOf({ size }: ControlGroup, candidates: number): number {
  const asked = size.of === 'count' ? size.count : Math.round((candidates * size.percent) / 100)
  return Math.min(asked, Math.max(0, candidates - 1))
}

interface Order {
  readonly table: string
  readonly plan: PreparationPlan
  readonly group: ControlGroup
}

/** A lot below which there are surely as many people as are to be taken: the others need not be put in order. */
function lotBelow(size: number, candidates: number): number {
  return Math.min(lots, Math.ceil(((size * 1.2 + 1000) / Math.max(1, candidates)) * lots))
}

/**
 * Everybody who would get a message, in the order in which they are taken; people without a value come last. Of lots,
 * only those below one.
 * @returns how many they are
 */
async function fillOrder(
  sql: Database,
  { table, plan, group, below }: Order & { readonly below: number },
  signal: AbortSignal,
): Promise<number> {
  const { deliveryId } = plan
  sql.function('control_lot', { deterministic: true }, lotOf)
  sql.exec(`DROP TABLE IF EXISTS ${table}; CREATE TABLE ${table}
    (is_empty INTEGER, key, message_id INTEGER, PRIMARY KEY (is_empty, key, message_id)) WITHOUT ROWID`)
  const key = keyOf(sql, group, deliveryId)
  const enter = sql.prepare(
    `INSERT INTO ${table} SELECT key IS NULL, ifnull(key, 0), id FROM (
       SELECT messages.id, ${key} key FROM messages LEFT JOIN people ON people.id = messages.person_id
       WHERE delivery_id = ? AND messages.state = 'queued' AND messages.id BETWEEN ? AND ?
         ${group.pick === 'random' ? `AND ${key} < ${below}` : ''})`,
  )
  let entered = 0
  for await (const stretch of stretchesOf(endsOfState(sql, deliveryId, 'queued'), signal, span)) {
    entered += enter.run(deliveryId, stretch.first, stretch.last).changes
  }
  return entered
}

/** What the people are put in order by. */
function keyOf(sql: Database, group: ControlGroup, deliveryId: number): string {
  if (group.pick === 'random') return `control_lot(${deliveryId}, messages.person_id)`
  const fields = readFieldTypes(sql)
  if (!isBuiltInField(group.field) && !fields.has(group.field)) return 'NULL'
  const column = columnOf(group.field, { fields })
  if (fields.get(group.field) === 'number') return `CAST(nullif(${column}, '') AS REAL)`
  return `lower(nullif(${column}, ''))`
}

/** A draw whose order is there. */
interface Drawing extends Draw, Order {
  /** How many are still to be taken out. */
  readonly left: number
}

async function takeOut(sql: Database, draw: Drawing): Promise<void> {
  const { plan, tally, signal } = draw
  // By id, those of a piece share their leaves of the indexes: by lot each would have leaves of its own.
  const ids = (await takeFirst(sql, draw)).toSorted((one, other) => one - other)
  const move = prepareMove(sql, plan.deliveryId, tally)
  const takePiece = sql.transaction((piece: readonly number[]) => {
    move(piece)
    draw.note()
  })
  for (let at = 0; at < ids.length; at += chunk) {
    signal.throwIfAborted()
    takePiece.immediate(ids.slice(at, at + chunk))
    await breathe()
  }
}

/** The messages that are to be taken out and still are there. */
async function takeFirst(sql: Database, draw: Drawing): Promise<number[]> {
  const { table, group, signal, left } = draw
  const isDescending = group.pick === 'sorted' && group.order === 'descending'
  const filled = prepareTake(sql, table, { isEmpty: 0, direction: isDescending ? 'DESC' : 'ASC' })
  const empty = prepareTake(sql, table, { isEmpty: 1, direction: 'ASC' })
  const ids: number[] = []
  while (ids.length < left) {
    signal.throwIfAborted()
    const limit = Math.min(span, left - ids.length)
    const taken = filled(limit)
    if (taken.length < limit) taken.push(...empty(limit - taken.length))
    if (taken.length === 0) break
    ids.push(...taken)
    await breathe()
  }
  return ids
}

/** Takes the first messages out of the order; people whose values are alike are taken in order of id. */
function prepareTake(
  sql: Database,
  table: string,
  { isEmpty, direction }: { readonly isEmpty: 0 | 1; readonly direction: 'ASC' | 'DESC' },
): (limit: number) => number[] {
  const take = sql
    .prepare(
      `DELETE FROM ${table} WHERE (is_empty, key, message_id) IN (
         SELECT is_empty, key, message_id FROM ${table} WHERE is_empty = ${isEmpty}
         ORDER BY key ${direction}, message_id LIMIT ?) RETURNING message_id`,
    )
    .pluck()
  return limit => take.all(limit) as number[]
}

/** Makes exclusions of messages. */
function prepareMove(sql: Database, deliveryId: number, tally: Tally): (ids: readonly number[]) => void {
  const some = 'id IN (SELECT value FROM json_each(?))'
  const read = prepareCounted(sql)
  const exclude = sql.prepare(
    `INSERT INTO exclusions SELECT delivery_id, person_id, 0, 'control-group', NULL FROM messages WHERE ${some}`,
  )
  const remove = sql.prepare(`DELETE FROM messages WHERE ${some} AND delivery_id = ${deliveryId}`)
  const isDated = tally.dated.messages > 0
  return ids => {
    const json = JSON.stringify(ids)
    const taken = read(ids)
    for (const message of taken) {
      const { dueAt, ...rest } = message
      untallyMessage(tally, isDated ? { ...rest, leavesAt: dueAt } : message)
      tallyExclusion(tally, inControlGroup)
    }
    exclude.run(json)
    remove.run(json)
    foldDigest(tally, `control group\n${taken.map(({ personId }) => personId).join('\n')}`)
  }
}
