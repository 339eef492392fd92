import type { PersonBlock } from '../../../shared/person-block.ts'
import type { EngineContext } from '../context.ts'
import { writeAudit } from '../deliveries/write-audit.ts'
import { breathe } from './breathe.ts'
import { beginAct, endAct } from './bulk-acts.ts'
import {
  workThrough,
  workThroughIds,
  type PeopleWork,
  type SelectionWork,
  type Worked,
} from './work-through.ts'

/** People read between two breaths: some 10 ms. */
const span = 20_000

/** What it takes to block people. */
export interface Blocking extends Omit<SelectionWork, 'change'> {
  readonly block: PersonBlock | null
  /** Why, as it is shown beside each of them. */
  readonly note?: string | undefined
}

/**
 * Keeps people from all deliveries or from advertising; null lets them have both again.
 * @returns also the act by which it can be taken back; null where nobody was changed
 */
export async function blockPeople(
  context: EngineContext,
  { block, note, ...work }: Blocking,
): Promise<Worked & { actId: number | null }> {
  const { sql } = context.workspace
  const actId = beginAct(context, note)
  const keep = sql.prepare(
    `INSERT INTO bulk_act_people (act_id, person_id, block_before, block) SELECT ?, id, block, ? FROM people
     WHERE block IS NOT ? AND id IN (SELECT value FROM json_each(?))`,
  )
  const update = sql.prepare(
    'UPDATE people SET block = ?, updated_at = ? WHERE block IS NOT ? AND id IN (SELECT value FROM json_each(?))',
  )
  const worked = await workThrough(context, {
    ...work,
    change(ids) {
      keep.run(actId, block, block, ids)
      return update.run(block, context.clock.now(), block, ids).changes
    },
  })
  writeAudit(context, { action: 'people.block', subject: 'people', data: { block, ...worked } })
  return { ...worked, actId: endAct(sql, actId, worked.changed) }
}

/**
 * Takes an act back: whoever still gets what it gave them, and was not changed since, gets what they got before. What a
 * number was suppressed for, above all that its owner opted out, is another matter and stays.
 */
export async function undoBlock(
  context: EngineContext,
  { actId, ...work }: Omit<PeopleWork, 'change'> & { readonly actId: number },
): Promise<Worked> {
  const { sql } = context.workspace
  const restore = sql.prepare(
    `UPDATE people SET block = act.block_before, updated_at = @now FROM bulk_act_people act
     WHERE act.act_id = @actId AND act.person_id = people.id AND people.block IS act.block
       AND people.id IN (SELECT value FROM json_each(@ids))
       AND NOT EXISTS (SELECT 1 FROM bulk_act_people later WHERE later.person_id = people.id AND later.act_id > @actId)`,
  )
  const forget = sql.prepare(
    'DELETE FROM bulk_act_people WHERE act_id = ? AND person_id IN (SELECT value FROM json_each(?))',
  )
  const worked = await workThroughIds(context, await membersOf(context, actId), {
    ...work,
    change(ids) {
      const { changes } = restore.run({ actId, ids, now: context.clock.now() })
      forget.run(actId, ids)
      return changes
    },
  })
  if (worked.isWhole) sql.prepare('DELETE FROM bulk_acts WHERE id = ?').run(actId)
  writeAudit(context, { action: 'people.undoBlock', subject: 'people', data: { actId, ...worked } })
  return worked
}

/** Whom an act changed, read piece by piece: a million at once would hold everybody else up. */
async function membersOf({ workspace }: EngineContext, actId: number): Promise<Float64Array> {
  const read = workspace.sql
    .prepare(
      `SELECT person_id FROM bulk_act_people WHERE act_id = ? AND person_id > ? ORDER BY person_id LIMIT ${span}`,
    )
    .pluck()
  const members: number[] = []
  for (;;) {
    const piece = read.all(actId, members.at(-1) ?? 0) as number[]
    for (const id of piece) members.push(id)
    if (piece.length < span) return Float64Array.from(members)
    await breathe()
  }
}
